/** Buffers records and retries S3 writes until they succeed. */
package dev.logproof.localaws.delivery;
