package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * The entries of a PackedForward frame, decompressed and checked in slices. Confined to one
 * connection.
 */
final class PackedEntries {
  /** Bytes per time slice. */
  private static final int SLICE_BYTES = 512 * 1024;

  private final ForwardLimits limits;
  private final FrameMemory memory;
  private final FrameScanner scanner;
  private EntriesState state = EntriesState.READY;

  /** Null unless the frame is compressed. */
  private Decompression decompression;

  /** Null unless {@link #buffer} is lent. */
  private EventLoopArray lent;

  private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
  private int start;
  private int bytesBehindBreak;
  private String breakReason = "";

  private enum EntriesState {
    COMPRESSED,
    UNCHECKED,
    READY
  }

  PackedEntries(ForwardLimits limits, FrameMemory memory) {
    this.limits = limits;
    this.memory = memory;
    this.scanner = new FrameScanner(limits);
  }

  void open(
      ByteBuf in,
      int from,
      int end,
      FrameOptions.Compression compression,
      ByteBufAllocator allocator) {
    bytesBehindBreak = 0;
    if (compression == FrameOptions.Compression.NONE) {
      beginCheck(in, from, end - from);
      return;
    }
    Decompression.Target target = new Decompression.Target(allocator, limits, memory);
    decompression =
        compression == FrameOptions.Compression.GZIP
            ? new Gunzip(in, from, end, target)
            : new Unzstd(in, from, end, target);
    state = EntriesState.COMPRESSED;
  }

  private void beginCheck(ByteBuf in, int from, int bytes) {
    state = EntriesState.UNCHECKED;
    scanner.beginEntries(bytes);
    EventLoopArray array = EventLoopArray.forEntries();
    if (array.suits(in, bytes)) {
      buffer = array.lend(in, from, bytes);
      start = 0;
      lent = array;
    } else {
      buffer = in;
      start = from;
    }
  }

  /** Returns true when everything is checked. */
  boolean prepare() throws MalformedFrameException {
    if (state == EntriesState.COMPRESSED) {
      if (!decompression.run(SLICE_BYTES)) {
        return false;
      }
      beginCheck(decompression.out(), 0, decompression.out().writerIndex());
    }
    if (state == EntriesState.UNCHECKED && check()) {
      state = EntriesState.READY;
    }
    return state == EntriesState.READY;
  }

  /** Broken entries lose only the bytes behind, not the frame. */
  private boolean check() {
    try {
      return scanner.checkEntries(buffer, start, SLICE_BYTES);
    } catch (MalformedFrameException e) {
      bytesBehindBreak = Math.max(1, start + scanner.entriesBytes() - e.offset());
      breakReason =
          "at byte " + (e.offset() - start) + " of its frame's entries: " + e.getMessage();
      return true;
    }
  }

  /** Holds the entries from {@link #start} on. */
  ByteBuf buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int count() {
    return scanner.entries();
  }

  /** Returns whether a complete entry is invalid. */
  boolean flawed() {
    return scanner.grammar().flawed();
  }

  int bytesBehindBreak() {
    return bytesBehindBreak;
  }

  String breakReason() {
    return breakReason;
  }

  int decompressedBytes() {
    return decompression == null ? 0 : decompression.out().writerIndex();
  }

  void close() {
    Decompression last = decompression;
    decompression = null;
    if (last != null) {
      last.close();
    }
    if (lent != null) {
      lent.giveBack();
      lent = null;
    }
    state = EntriesState.READY;
    buffer = Unpooled.EMPTY_BUFFER;
  }
}
