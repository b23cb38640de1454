/** Finds the runs in a directory and determines their state. */
package dev.logproof.reports.run;
