/** Client of Amazon Data Firehose: batches of records, requests, signatures, responses. */
package dev.logproof.aggregator.firehose;
