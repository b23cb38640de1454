/** Disk access of the spool, small enough to be replaced by a disk that fails in a test. */
package dev.logproof.aggregator.spool.disk;
