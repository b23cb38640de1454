package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/**
 * The entries of a PackedForward frame, decompressed and checked in slices, so that the event loop
 * can serve other connections in between. Confined to one connection.
 */
final class PackedEntries {
  /** Bytes decompressed or checked before other connections get a time slice. */
  private static final int SLICE_BYTES = 512 * 1024;

  private final ForwardLimits limits;
  private final FrameMemory memory;
  private final FrameScanner scanner;
  private State state = State.READY;
  private Optional<Decompression> decompression = Optional.empty();
  private Optional<EventLoopArray> lent = Optional.empty();
  private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
  private int start;
  private int bytesBehindBreak;
  private String breakReason = "";

  private enum State {
    COMPRESSED,
    UNCHECKED,
    READY
  }

  PackedEntries(ForwardLimits limits, FrameMemory memory) {
    this.limits = limits;
    this.memory = memory;
    this.scanner = new FrameScanner(limits);
  }

  /** Starts the entries in {@code [from, end)} of {@code in}. */
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
    decompression =
        Optional.of(
            compression == FrameOptions.Compression.GZIP
                ? new Gunzip(in, from, end, allocator, limits, memory)
                : new Unzstd(in, from, end, allocator, limits, memory));
    state = State.COMPRESSED;
  }

  private void beginCheck(ByteBuf in, int from, int bytes) {
    state = State.UNCHECKED;
    scanner.beginEntries(bytes);
    EventLoopArray array = EventLoopArray.forEntries();
    if (array.suits(in, bytes)) {
      buffer = array.lend(in, from, bytes);
      start = 0;
      lent = Optional.of(array);
    } else {
      buffer = in;
      start = from;
    }
  }

  /**
   * Decompresses and checks one slice.
   *
   * @return true when everything is checked
   */
  boolean prepare() throws MalformedFrameException {
    if (state == State.COMPRESSED) {
      Decompression running = decompression.orElseThrow();
      if (!running.run(SLICE_BYTES)) {
        return false;
      }
      beginCheck(running.out(), 0, running.out().writerIndex());
    }
    if (state == State.UNCHECKED && check()) {
      state = State.READY;
    }
    return state == State.READY;
  }

  /**
   * Checks one slice. Where the entries are broken the frame is not: only the bytes behind are
   * lost.
   */
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

  /** Returns the buffer that holds the entries from {@link #start} on. */
  ByteBuf buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  /** Returns the number of complete entries. */
  int count() {
    return scanner.entries();
  }

  /** Returns whether a complete entry is invalid. */
  boolean flawed() {
    return scanner.grammar().flawed();
  }

  /** Returns the bytes that cannot be read because the msgpack before them is broken. */
  int bytesBehindBreak() {
    return bytesBehindBreak;
  }

  /** Returns the position and cause of the break. */
  String breakReason() {
    return breakReason;
  }

  int decompressedBytes() {
    return decompression.isPresent() ? decompression.get().out().writerIndex() : 0;
  }

  void close() {
    Optional<Decompression> last = decompression;
    decompression = Optional.empty();
    last.ifPresent(Decompression::close);
    lent.ifPresent(EventLoopArray::giveBack);
    lent = Optional.empty();
    state = State.READY;
    buffer = Unpooled.EMPTY_BUFFER;
  }
}
