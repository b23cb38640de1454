/** Delivery of chunks as objects in S3. */
package dev.logproof.aggregator.s3;
