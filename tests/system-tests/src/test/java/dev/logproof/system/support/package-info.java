/** Starts programs, networks and keys for the tests; waits for conditions. */
package dev.logproof.system.support;
