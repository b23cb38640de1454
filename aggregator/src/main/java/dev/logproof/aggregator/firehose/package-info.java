/** Client of Amazon Data Firehose and of Kinesis Data Streams. */
package dev.logproof.aggregator.firehose;
