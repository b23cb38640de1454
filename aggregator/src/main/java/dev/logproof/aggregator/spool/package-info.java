/** Events kept on disk: those left undelivered at a stop, and the write-ahead log. */
package dev.logproof.aggregator.spool;
