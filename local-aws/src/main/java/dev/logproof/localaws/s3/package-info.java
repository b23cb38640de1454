/** The embedded S3 server and the client that delivery uses. */
package dev.logproof.localaws.s3;
