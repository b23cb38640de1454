/** Sends the events of each source to a target when they are due, as Docker's log driver would. */
package dev.logproof.loadgen.sender;
