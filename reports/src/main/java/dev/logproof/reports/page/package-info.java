/** Renders a run as one self-contained HTML page. */
package dev.logproof.reports.page;
