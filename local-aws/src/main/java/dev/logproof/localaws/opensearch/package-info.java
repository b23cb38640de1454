/** Delivers records to OpenSearch as Firehose does, and backs up to S3 what it does not take. */
package dev.logproof.localaws.opensearch;
