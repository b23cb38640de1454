/** Firehose's HTTP API with strict request validation. */
package dev.logproof.localaws.firehose;
