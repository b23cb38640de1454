/** Injects a configured number of faults into records and requests. */
package dev.logproof.localaws.faults;
