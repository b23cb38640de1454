/** What an installation has beside the programs: man pages and completion. */
package dev.logproof.distribution;
