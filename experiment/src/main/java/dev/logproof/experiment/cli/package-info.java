/** The {@code experiment} command: one subcommand per suite. */
package dev.logproof.experiment.cli;
