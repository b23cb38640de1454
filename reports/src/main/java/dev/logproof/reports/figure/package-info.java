/** The article's figures compared with measured ones, and the verdict on a run. */
package dev.logproof.reports.figure;
