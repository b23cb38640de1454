/** What a run tells while it goes on, for programs that watch it. */
package dev.logproof.loadgen.notice;
