/** The commands {@code report} and {@code capacity-plan}. */
package dev.logproof.reports;
