package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;

/**
 * Frames of one source in order, each with a due time that follows from its number. Their content
 * depends on seed, rates and start alone, never on how fast they are sent. Confined to one source's
 * thread.
 */
public interface FrameStream {
  /** Longest frame in bytes. */
  int maxFrameBytes();

  /** Due time of the next frame, in nanoseconds from the start: that of its last event. */
  long nextDueNanos();

  /** Sequence number of the next tracer, which is the number of tracers written. */
  long nextSequence();

  /**
   * Value of {@link #nextSequence} after the next frame. The journal must reserve the tracers of a
   * frame before it is sent.
   */
  long sequenceAfterNext();

  /** Appends the next frame to {@code out}. */
  void write(ByteBuffer out);

  /**
   * Bytes by which the last frame counts against the rate: its bytes on the wire, or its
   * uncompressed bytes for a compressed frame.
   */
  int lastRateBytes();

  /** Number of events in the last frame written. */
  int lastEvents();

  /**
   * Chunk id of the last frame written, as it will be acknowledged; empty when no acknowledgement
   * is requested.
   */
  byte[] lastChunk();
}
