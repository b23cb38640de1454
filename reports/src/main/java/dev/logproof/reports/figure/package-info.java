/** Measured figures compared with the article's, and the verdict. */
package dev.logproof.reports.figure;
