/** Sends events to targets when due, as Docker's log driver would. */
package dev.logproof.loadgen.sender;
