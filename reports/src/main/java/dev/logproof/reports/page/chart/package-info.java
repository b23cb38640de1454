/** Charts as inline SVG; pure computation without I/O. */
package dev.logproof.reports.page.chart;
