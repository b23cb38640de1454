/** The events of the load, and the mark by which the endpoint knows each of them again. */
package dev.logproof.throughput.event;
