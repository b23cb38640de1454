/** Command line of the verifier: commands and options. */
package dev.logproof.verify.cli;
