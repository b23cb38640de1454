/** Parts of an installation besides the programs: man pages and completion. */
package dev.logproof.distribution;
