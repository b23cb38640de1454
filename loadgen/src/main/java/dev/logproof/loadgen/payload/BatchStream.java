package dev.logproof.loadgen.payload;

import dev.logproof.msgpack.PackedValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/**
 * Frames of many events: {@code [tag, entries, option]}. Schedule and limits alone determine a
 * frame, so it is built ahead; it is due with its last event. The rate counts uncompressed bytes,
 * so that it does not depend on the compressor.
 */
final class BatchStream implements FrameStream {
  private static final byte ARRAY_3 = (byte) 0x93;
  private static final byte ARRAY_32 = (byte) 0xdd;
  private static final byte BIN_32 = (byte) 0xc6;
  private static final byte UINT_32 = (byte) 0xce;
  private static final int MAX_OPTION_BYTES = 128;
  private static final int GZIP_ROOM_BYTES = 1024;
  private static final byte[] SIZE = PackedValues.pack(packer -> packer.packString("size"));
  private static final byte[] CHUNK = PackedValues.pack(packer -> packer.packString("chunk"));
  private static final byte[] GZIP =
      PackedValues.pack(packer -> packer.packString("compressed").packString("gzip"));

  private final SourceEvents events;
  private final DockerEnvelope envelope;
  private final Chunks chunks;
  private final Mode mode;
  private final FrameLimits limits;
  private final long endNanos;
  private final byte[] frameStart;
  private final int maxEntryBytes;
  private final ByteBuffer entries;
  private byte[] lastChunk = Chunks.NONE;
  private int lastEvents;
  private int lastRateBytes;
  private long lastSequence;
  private int madeEvents;
  private long madeDueNanos;

  /** No frame crosses {@code endNanos}. */
  BatchStream(
      SourceEvents events,
      DockerEnvelope envelope,
      Mode mode,
      FrameLimits limits,
      long endNanos,
      Chunks chunks) {
    this.events = events;
    this.envelope = envelope;
    this.chunks = chunks;
    this.mode = mode;
    this.limits = limits;
    this.endNanos = endNanos;
    this.frameStart = envelope.packedTag();
    this.maxEntryBytes = envelope.maxEntryOverheadBytes() + events.maxLineBytes();
    this.entries = ByteBuffer.allocate(limits.maxBytes() + maxEntryBytes);
    make();
  }

  private void make() {
    entries.clear();
    madeEvents = 0;
    boolean beforeEnd = events.nextDueNanos() < endNanos;
    long lastNanos = events.nextDueNanos() + limits.maxLingerNanos();
    lastNanos = beforeEnd ? Math.min(lastNanos, endNanos - 1) : lastNanos;
    do {
      int start = entries.position();
      madeDueNanos = events.nextDueNanos();
      envelope.beginEntry(entries, events.nextDueMillis());
      events.writeLine(entries);
      envelope.endEntry(entries);
      events.sent(entries.position() - start);
      madeEvents++;
    } while (madeEvents < limits.maxEvents()
        && entries.position() < limits.maxBytes()
        && events.nextDueNanos() <= lastNanos);
    events.sent(overheadBytes());
    entries.flip();
  }

  private int overheadBytes() {
    int option = 1 + SIZE.length + 5;
    option += mode == Mode.COMPRESSED ? GZIP.length : 0;
    option += chunks.areRequested() ? CHUNK.length + 1 + Chunks.TEXT_BYTES : 0;
    return 1 + frameStart.length + 5 + option;
  }

  @Override
  public int maxFrameBytes() {
    int content = limits.maxBytes() + maxEntryBytes;
    return frameStart.length + MAX_OPTION_BYTES + content + content / 100 + GZIP_ROOM_BYTES;
  }

  @Override
  public long nextDueNanos() {
    return madeDueNanos;
  }

  @Override
  public long nextSequence() {
    return lastSequence;
  }

  @Override
  public long sequenceAfterNext() {
    return events.sequence();
  }

  @Override
  public void write(ByteBuffer out) {
    lastChunk = chunks.next();
    out.put(ARRAY_3).put(frameStart);
    putEntries(out);
    putOption(out);
    lastEvents = madeEvents;
    lastRateBytes = entries.limit() + overheadBytes();
    lastSequence = events.sequence();
    make();
  }

  private void putEntries(ByteBuffer out) {
    switch (mode) {
      case FORWARD -> out.put(ARRAY_32).putInt(madeEvents).put(entries);
      case PACKED -> out.put(BIN_32).putInt(entries.remaining()).put(entries);
      case COMPRESSED -> {
        byte[] compressed = compress();
        out.put(BIN_32).putInt(compressed.length).put(compressed);
      }
      default -> throw new IllegalStateException(mode + " has no entries");
    }
  }

  private void putOption(ByteBuffer out) {
    int pairs = 1 + (mode == Mode.COMPRESSED ? 1 : 0) + (chunks.areRequested() ? 1 : 0);
    out.put((byte) (0x80 | pairs)).put(SIZE).put(UINT_32).putInt(madeEvents);
    if (mode == Mode.COMPRESSED) {
      out.put(GZIP);
    }
    if (chunks.areRequested()) {
      out.put(CHUNK);
      Chunks.put(out, lastChunk);
    }
  }

  private byte[] compress() {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(entries.remaining() / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(entries.array(), 0, entries.limit());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  @Override
  public int lastRateBytes() {
    return lastRateBytes;
  }

  @Override
  public int lastEvents() {
    return lastEvents;
  }

  @Override
  public byte[] lastChunk() {
    return lastChunk;
  }
}
