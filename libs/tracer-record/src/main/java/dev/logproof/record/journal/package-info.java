/** Journal of the tracers that a load run sent. */
package dev.logproof.record.journal;
