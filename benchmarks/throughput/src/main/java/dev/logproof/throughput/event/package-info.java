/** Events of the load and their marks. */
package dev.logproof.throughput.event;
