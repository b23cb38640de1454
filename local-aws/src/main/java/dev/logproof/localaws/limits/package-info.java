/** What Firehose takes: its limits on a request, and the quota of a stream; pure. */
package dev.logproof.localaws.limits;
