/** Load generator and throughput benchmark. */
package dev.logproof.system.load;
