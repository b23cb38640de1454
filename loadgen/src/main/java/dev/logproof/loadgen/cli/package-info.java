/** Command line of the load generator: commands, options, tables. */
package dev.logproof.loadgen.cli;
