/** The article's figures, the measured ones beside them, and the verdict they allow. */
package dev.logproof.reports.figure;
