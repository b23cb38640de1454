package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;

/**
 * Frames of one source in order. Due times follow from frame numbers; content depends on seed,
 * rates and start alone, never on sending speed. Confined to one source's thread.
 */
public interface FrameStream {
  /** Longest frame in bytes. */
  int maxFrameBytes();

  /** Due time of the next frame's last event, in nanoseconds from the start. */
  long nextDueNanos();

  /** Sequence number of the next tracer, equal to the number written. */
  long nextSequence();

  /**
   * {@link #nextSequence} after the next frame, for which the journal must reserve tracers first.
   */
  long sequenceAfterNext();

  /** Appends the next frame. */
  void write(ByteBuffer out);

  /** Bytes of the last frame that count against the rate, before any compression. */
  int lastRateBytes();

  /** Events in the last frame. */
  int lastEvents();

  /** Chunk id of the last frame; empty when no acknowledgement is requested. */
  byte[] lastChunk();
}
