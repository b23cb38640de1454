/** What an outcome proves: interval, verdict, reasons. Pure, no I/O. */
package dev.logproof.verify.verdict;
