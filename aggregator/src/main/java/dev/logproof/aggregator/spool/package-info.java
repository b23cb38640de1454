/** Events that could not be delivered before a stop, kept on disk for the next start. */
package dev.logproof.aggregator.spool;
