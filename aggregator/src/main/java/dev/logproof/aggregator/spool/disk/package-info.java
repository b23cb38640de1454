/** Disk access of the spool; tests replace it with a failing disk. */
package dev.logproof.aggregator.spool.disk;
