/** Firehose's HTTP API: requests in, strict answers out. */
package dev.logproof.localaws.firehose;
