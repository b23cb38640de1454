/** The commands {@code report} and {@code capacity-plan}: what to make of result files. */
package dev.logproof.reports;
