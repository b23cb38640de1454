/** Firehose's limits per request and quotas per stream; performs no I/O. */
package dev.logproof.localaws.limits;
