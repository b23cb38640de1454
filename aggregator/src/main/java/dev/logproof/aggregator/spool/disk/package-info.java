/** Disk access of the spool, small enough for tests to replace it with a failing disk. */
package dev.logproof.aggregator.spool.disk;
