/** Delivers records to OpenSearch as Firehose does, with backup to S3. */
package dev.logproof.localaws.opensearch;
