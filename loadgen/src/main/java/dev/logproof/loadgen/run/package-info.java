/** One load run: plan, journal, sources, result. */
package dev.logproof.loadgen.run;
