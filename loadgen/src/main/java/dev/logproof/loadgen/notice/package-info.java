/** Event stream of a run, for programs that watch it. */
package dev.logproof.loadgen.notice;
