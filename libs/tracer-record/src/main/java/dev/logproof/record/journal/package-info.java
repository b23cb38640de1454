/** Journal of the tracers that a load run sent and when: one writer, one reader. */
package dev.logproof.record.journal;
