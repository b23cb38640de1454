/** Run events of {@code --events}. */
package dev.logproof.loadgen.event;
