/** The commands {@code report} and {@code capacity-plan}, which evaluate result files. */
package dev.logproof.reports;
