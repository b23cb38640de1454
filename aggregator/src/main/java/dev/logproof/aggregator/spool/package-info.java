/** Events on disk: those undelivered at a stop, and the write-ahead log. */
package dev.logproof.aggregator.spool;
