/** Load runs merged from their segments. */
package dev.logproof.reports.load;
