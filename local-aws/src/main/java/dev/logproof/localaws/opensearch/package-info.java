/** Delivers records to OpenSearch as Firehose does, and backs up rejected ones to S3. */
package dev.logproof.localaws.opensearch;
