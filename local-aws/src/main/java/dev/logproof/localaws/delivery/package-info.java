/** Buffers records, writes them to S3 as objects and retries until they are stored. */
package dev.logproof.localaws.delivery;
