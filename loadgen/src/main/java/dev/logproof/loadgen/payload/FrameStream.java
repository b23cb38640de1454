package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;

/**
 * The frames of one source in order, each due at a time that follows from its number. What the
 * frames hold depends on seed, rates and start alone, never on how fast they go out. Confined to
 * one source's thread.
 */
public interface FrameStream {
  /** No frame is longer. */
  int maxFrameBytes();

  /** Nanoseconds from the start at which the next frame is due: when its last event is. */
  long nextDueNanos();

  /** The sequence number of the first tracer to come: how many were written. */
  long nextSequence();

  /**
   * The same after the next frame. A frame goes out only when the journal has reserved its tracers.
   */
  long sequenceAfterNext();

  /** Appends the next frame to {@code out}. */
  void write(ByteBuffer out);

  /**
   * Bytes by which the last frame counts against the rate: those on the wire, but for compressed
   * frames, which count as if they were not.
   */
  int lastRateBytes();

  /** How many events the last frame written holds. */
  int lastEvents();

  /**
   * The chunk id in the option of the last frame written, as it will be acknowledged; empty when no
   * acknowledgement is asked for.
   */
  byte[] lastChunk();
}
