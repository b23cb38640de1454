/** The load generator and the throughput benchmark as processes. */
package dev.logproof.system.load;
