/**
 * When each event is due: pure arithmetic from its number, never from when the last one was sent.
 */
package dev.logproof.loadgen.schedule;
