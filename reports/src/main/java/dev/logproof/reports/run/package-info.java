/** Finds runs and determines their state. */
package dev.logproof.reports.run;
