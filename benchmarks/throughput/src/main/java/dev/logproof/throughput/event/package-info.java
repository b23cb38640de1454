/** Events of the load, and the mark by which the endpoint identifies each of them. */
package dev.logproof.throughput.event;
