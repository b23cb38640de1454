package dev.logproof.throughput.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Prepared events of one source. Each write updates only the marks, which leaves the processors to
 * the aggregator; lines repeat every {@value #BYTES} bytes. Confined to one connection's thread.
 */
public final class FrameBatch {
  /** Most event bytes per batch and packed frame. */
  private static final int BYTES = 128 << 10;

  private static final byte ARRAY_3 = (byte) 0x93;
  private static final byte BIN_32 = (byte) 0xc6;
  private static final byte[] SIZE_OPTION = {
    (byte) 0x81, (byte) 0xa4, 's', 'i', 'z', 'e', (byte) 0xce
  };

  private final Mode mode;
  private final int eventBytes;
  private final int markAt;
  private final int capacity;
  private final ByteBuffer events;
  private final ByteBuffer header;
  private final ByteBuffer option;

  /** Prepares events of {@code eventBytes} each. */
  public FrameBatch(Mode mode, LineFormat lines, String tag, int source, int eventBytes) {
    this.mode = mode;
    this.eventBytes = eventBytes;
    this.capacity = Math.max(1, BYTES / eventBytes);
    int behindMark = DockerEvents.bytesBehindMark(mode, lines);
    this.markAt = eventBytes - behindMark - EventMark.BYTES;
    this.events = ByteBuffer.allocateDirect(capacity * eventBytes);
    DockerEvents maker = new DockerEvents(lines, tag, source);
    int epochSeconds = (int) Instant.now().getEpochSecond();
    for (int i = 0; i < capacity; i++) {
      events.put(
          mode == Mode.MESSAGE
              ? maker.message(eventBytes, epochSeconds)
              : maker.entry(eventBytes, epochSeconds));
    }
    this.header = header(tag);
    this.option = ByteBuffer.allocateDirect(SIZE_OPTION.length + Integer.BYTES).put(SIZE_OPTION);
  }

  private static ByteBuffer header(String tag) {
    byte[] name = tag.getBytes(US_ASCII);
    ByteBuffer start = ByteBuffer.allocateDirect(3 + name.length + 1 + Integer.BYTES);
    return start.put(ARRAY_3).put((byte) 0xd9).put((byte) name.length).put(name).put(BIN_32);
  }

  /** Most events per write. */
  public int capacity() {
    return capacity;
  }

  /** Bytes of a write of {@code count} events. */
  public long bytes(int count) {
    long content = (long) count * eventBytes;
    return mode == Mode.MESSAGE ? content : content + header.capacity() + option.capacity();
  }

  /** Complete events in the first {@code written} bytes of a write. */
  public int wholeEvents(long written, int count) {
    if (mode == Mode.MESSAGE) {
      return (int) (written / eventBytes);
    }
    return written == bytes(count) ? count : 0;
  }

  /** Buffers of {@code count} events, numbered from {@code sequence}. */
  public ByteBuffer[] frames(int count, long sequence, long sentMicros) {
    events.clear();
    for (int i = 0; i < count; i++) {
      EventMark.write(events, i * eventBytes + markAt, sequence + i, sentMicros);
    }
    events.limit(count * eventBytes);
    if (mode == Mode.MESSAGE) {
      return new ByteBuffer[] {events};
    }
    header.clear().putInt(header.capacity() - Integer.BYTES, count * eventBytes);
    option.clear().putInt(SIZE_OPTION.length, count);
    return new ByteBuffer[] {header, events, option};
  }
}
