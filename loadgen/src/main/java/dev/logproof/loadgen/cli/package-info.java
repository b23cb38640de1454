/** Command line of the load generator. */
package dev.logproof.loadgen.cli;
