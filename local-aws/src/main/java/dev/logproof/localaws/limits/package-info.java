/** Firehose's limits and quotas; performs no I/O. */
package dev.logproof.localaws.limits;
