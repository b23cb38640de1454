/** The algebra of what was sent and what was found: pure, no I/O. */
package dev.logproof.verify.check;
