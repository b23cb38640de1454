/** One self-contained HTML page from a run. */
package dev.logproof.reports.page;
