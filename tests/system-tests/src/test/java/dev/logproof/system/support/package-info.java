/** Starts programs, networks and keys. Instances are confined to the test's thread. */
package dev.logproof.system.support;
