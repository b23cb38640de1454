package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A whole, validated frame, as a view of the bytes it came in; one instance a connection, filled
 * anew for each frame and valid only while it is handled. Confined to one connection.
 */
public final class ForwardFrame {
  private final ForwardLimits limits;
  private final Entries entries;
  private final FrameOptions options;
  private Mode mode = Mode.MESSAGE;
  private ByteBuf buffer;
  private int start;
  private int end;
  private int tagOffset;
  private int tagLength;
  private int eventCount;
  private ByteBuf entryBuffer;
  private int entriesStart;
  private int entriesEnd;
  private boolean ownsEntries;

  ForwardFrame(ForwardLimits limits, ByteBuf empty) {
    this.limits = limits;
    this.entries = new Entries(limits.maxNestingDepth());
    this.options = new FrameOptions(limits.maxNestingDepth());
    this.buffer = empty;
    this.entryBuffer = empty;
  }

  /** Which of the four forms it has. */
  public Mode mode() {
    return mode;
  }

  /** Holds the frame's bytes. */
  public ByteBuf buffer() {
    return buffer;
  }

  /** Where the tag's text starts: an absolute index. */
  public int tagOffset() {
    return tagOffset;
  }

  /** The tag's length in bytes. */
  public int tagLength() {
    return tagLength;
  }

  /** True when the client wants an acknowledgement. */
  public boolean hasChunk() {
    return options.hasChunk();
  }

  /** A copy of the chunk id as it was encoded, header included, so that it is echoed exactly. */
  public byte[] chunk() {
    return options.chunk(buffer);
  }

  /** How many events. */
  public int eventCount() {
    return eventCount;
  }

  /** Bytes on the wire. */
  public long frameBytes() {
    return (long) end - start;
  }

  /** Calls {@code consumer} with each event in order. */
  public void forEachEvent(EventConsumer consumer) {
    try {
      if (mode == Mode.MESSAGE) {
        int record = entries.time(buffer, entriesStart, entriesEnd);
        consumer.event(buffer, record, entriesEnd - record, entries.seconds(), entries.nanos());
      } else {
        entries.each(entryBuffer, entriesStart, entriesEnd, eventCount, consumer);
      }
    } catch (MalformedFrameException e) {
      throw new IllegalStateException("a frame that was checked is malformed", e);
    }
  }

  /** Fills it from the frame that {@code scanner} found at {@code from}. */
  void read(ByteBuf in, int from, FrameScanner scanner, ByteBufAllocator allocator)
      throws MalformedFrameException {
    buffer = in;
    start = from;
    end = from + scanner.length();
    int second = from + scanner.element(1);
    readTag(from + scanner.element(0), second);
    int first = in.getUnsignedByte(second);
    int bodyEnd = from + scanner.element(2);
    if (Entries.isRaw(first)) {
      readOptions(scanner, 2);
      readPacked(second, bodyEnd, allocator);
    } else if (Entries.isArray(first) && scanner.elements() <= 3 && !timeWithMetadata(scanner)) {
      readOptions(scanner, 2);
      readForward(second, bodyEnd);
    } else {
      readOptions(scanner, 3);
      readMessage(second, bodyEnd, from + scanner.element(3));
    }
  }

  /** {@code [tag, [time, metadata], record]} differs from {@code [tag, entries, option]}. */
  private boolean timeWithMetadata(FrameScanner scanner) throws MalformedFrameException {
    int second = start + scanner.element(1);
    long header = Entries.header(buffer, second, end);
    if (MessagePackHeader.children(header) == 0) {
      return false;
    }
    int inner = buffer.getUnsignedByte(second + MessagePackHeader.bytes(header));
    return scanner.elements() == 3
        && MessagePackHeader.children(header) == 2
        && !Entries.isArray(inner);
  }

  private void readTag(int at, int next) throws MalformedFrameException {
    if (!Entries.isRaw(buffer.getUnsignedByte(at))) {
      throw new MalformedFrameException(at, "expected a tag, a string");
    }
    tagOffset = Entries.rawStart(buffer, at);
    tagLength = next - tagOffset;
  }

  private void readOptions(FrameScanner scanner, int index) throws MalformedFrameException {
    options.clear();
    if (scanner.elements() > index + 1) {
      throw new MalformedFrameException(
          start, "a frame of this form has at most " + (index + 1) + " elements");
    }
    if (scanner.elements() > index) {
      options.read(buffer, start + scanner.element(index), end);
    }
  }

  private void readMessage(int time, int record, int recordEnd) throws MalformedFrameException {
    mode = Mode.MESSAGE;
    if (record >= recordEnd) {
      throw new MalformedFrameException(start, "a message has a tag, a time and a record");
    }
    entries.time(buffer, time, record);
    entries.checkRecord(buffer, record, recordEnd);
    entryBuffer = buffer;
    entriesStart = time;
    entriesEnd = recordEnd;
    eventCount = 1;
  }

  private void readForward(int array, int arrayEnd) throws MalformedFrameException {
    mode = Mode.FORWARD;
    long header = Entries.header(buffer, array, arrayEnd);
    entryBuffer = buffer;
    entriesStart = array + MessagePackHeader.bytes(header);
    entriesEnd = arrayEnd;
    eventCount = entries.check(buffer, entriesStart, arrayEnd, MessagePackHeader.children(header));
  }

  private void readPacked(int bin, int binEnd, ByteBufAllocator allocator)
      throws MalformedFrameException {
    entriesStart = Entries.rawStart(buffer, bin);
    entriesEnd = binEnd;
    entryBuffer = buffer;
    mode = Mode.PACKED_FORWARD;
    if (options.gzip()) {
      mode = Mode.COMPRESSED_PACKED_FORWARD;
      entryBuffer =
          Gunzip.all(buffer, entriesStart, binEnd, allocator, limits.maxDecompressedBytes());
      ownsEntries = true;
      entriesStart = 0;
      entriesEnd = entryBuffer.writerIndex();
    }
    try {
      eventCount = entries.check(entryBuffer, entriesStart, entriesEnd, -1);
    } catch (MalformedFrameException e) {
      release();
      throw new MalformedFrameException(bin, "in its entries: " + e.getMessage());
    }
  }

  /** Gives back what decompression took. */
  void release() {
    if (ownsEntries) {
      ownsEntries = false;
      entryBuffer.release();
      entryBuffer = buffer;
    }
  }
}
