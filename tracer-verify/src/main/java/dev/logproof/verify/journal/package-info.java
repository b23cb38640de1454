/** Load runs as their journals and results describe them. */
package dev.logproof.verify.journal;
