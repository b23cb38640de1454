package dev.logproof.loadgen.sender;

import dev.logproof.loadgen.payload.FrameStream;
import java.nio.ByteBuffer;

/** Frames of one write in a direct buffer. Confined to one source's thread. */
final class Batch {
  static final int MAX_FRAMES = 2_048;

  private static final int BUFFER_BYTES = 256 * 1024;

  private final ByteBuffer buffer;
  private final int maxFrameBytes;
  private final int[] ends = new int[MAX_FRAMES];
  private final long[] dues = new long[MAX_FRAMES];
  private final int[] events = new int[MAX_FRAMES];
  private final int[] rateBytes = new int[MAX_FRAMES];
  private final long[] sequences = new long[MAX_FRAMES];
  private int count;

  Batch(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
    this.buffer = ByteBuffer.allocateDirect(Math.max(BUFFER_BYTES, maxFrameBytes));
  }

  void clear() {
    buffer.clear();
    count = 0;
  }

  boolean hasRoom() {
    return count < MAX_FRAMES && buffer.remaining() >= maxFrameBytes;
  }

  void add(FrameStream stream) {
    dues[count] = stream.nextDueNanos();
    stream.write(buffer);
    events[count] = stream.lastEvents();
    rateBytes[count] = stream.lastRateBytes();
    sequences[count] = stream.nextSequence();
    ends[count++] = buffer.position();
  }

  ByteBuffer copyOfLast() {
    int start = startOf(count - 1);
    byte[] frame = new byte[buffer.position() - start];
    buffer.get(start, frame);
    return ByteBuffer.wrap(frame);
  }

  ByteBuffer flip() {
    return buffer.flip();
  }

  ByteBuffer buffer() {
    return buffer;
  }

  int count() {
    return count;
  }

  long[] dues() {
    return dues;
  }

  int[] eventsOfFrames() {
    return events;
  }

  int startOf(int frame) {
    return frame == 0 ? 0 : ends[frame - 1];
  }

  int firstUnwritten(int from) {
    int frame = from;
    while (frame < count && ends[frame] <= buffer.position()) {
      frame++;
    }
    return frame;
  }

  boolean isBegun(int frame) {
    return frame < count && buffer.position() > startOf(frame);
  }

  void rewindTo(int frame) {
    buffer.position(startOf(frame));
  }

  long events(int from, int to) {
    return sum(events, from, to);
  }

  long rateBytes(int from, int to) {
    return sum(rateBytes, from, to);
  }

  long bytes(int from, int to) {
    return (long) startOf(to) - startOf(from);
  }

  /** Number of the source's tracers, including those of {@code frame}. */
  long sequenceAfter(int frame) {
    return sequences[frame];
  }

  private static long sum(int[] values, int from, int to) {
    long sum = 0;
    for (int frame = from; frame < to; frame++) {
      sum += values[frame];
    }
    return sum;
  }
}
