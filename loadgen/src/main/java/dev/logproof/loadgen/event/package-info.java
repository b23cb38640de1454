/** Run events of {@code --events}: one JSON line per event. */
package dev.logproof.loadgen.event;
