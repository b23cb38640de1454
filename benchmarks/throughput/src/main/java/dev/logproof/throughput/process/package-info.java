/** Processes that take part: how they are started, asked, read and ended. */
package dev.logproof.throughput.process;
