/** Client of Amazon Data Firehose. */
package dev.logproof.aggregator.firehose;
