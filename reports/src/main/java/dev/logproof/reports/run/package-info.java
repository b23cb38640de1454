/** Finds the runs in a directory and says what state each was left in. */
package dev.logproof.reports.run;
