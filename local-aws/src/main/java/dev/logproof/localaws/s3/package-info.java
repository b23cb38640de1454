/** Embedded S3 server and the client for delivery. */
package dev.logproof.localaws.s3;
