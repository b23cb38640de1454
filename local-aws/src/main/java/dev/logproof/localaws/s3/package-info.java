/** Embedded S3 server, and the client used for delivery. */
package dev.logproof.localaws.s3;
