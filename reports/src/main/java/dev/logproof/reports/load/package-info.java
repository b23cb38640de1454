/** Load runs, put together from any number of segments, and what was verified of them. */
package dev.logproof.reports.load;
