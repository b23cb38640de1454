/** Load runs merged from their segments, with their latencies. */
package dev.logproof.reports.load;
