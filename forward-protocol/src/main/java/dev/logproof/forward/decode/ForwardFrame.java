package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * A whole, validated frame, as a view of the bytes it came in; one instance a connection, filled
 * anew for each frame and valid only while it is handled. Confined to one connection.
 */
public final class ForwardFrame {
  private final ForwardLimits limits;
  private final FrameScanner entryScanner;
  private final FrameOptions options = new FrameOptions();
  private final EventTime time = new EventTime();
  private Mode mode = Mode.MESSAGE;
  private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
  private int frameBytes;
  private int tagOffset;
  private int tagLength;
  private int eventCount;
  private ByteBuf decompressed = Unpooled.EMPTY_BUFFER;
  private ByteBuf entryBuffer = Unpooled.EMPTY_BUFFER;
  private int entriesStart;
  private int recordStart;
  private int recordEnd;

  ForwardFrame(ForwardLimits limits) {
    this.limits = limits;
    this.entryScanner = new FrameScanner(limits);
  }

  /** Which of the four forms it has. */
  public Mode mode() {
    return mode;
  }

  /** Holds the frame's bytes. */
  public ByteBuf buffer() {
    return buffer;
  }

  /** Where the tag's text starts: an absolute index in {@link #buffer}. */
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

  /**
   * A copy of the chunk id as it was encoded, header included, so that it is echoed exactly; empty
   * when there is none.
   */
  public byte[] chunk() {
    return options.chunk(buffer);
  }

  /** How many events. */
  public int eventCount() {
    return eventCount;
  }

  /** Bytes on the wire. */
  public long frameBytes() {
    return frameBytes;
  }

  /** Calls {@code consumer} with each event in order. */
  public void forEachEvent(EventConsumer consumer) {
    if (mode == Mode.MESSAGE) {
      time.read(buffer, entriesStart);
      consumer.event(buffer, recordStart, recordEnd - recordStart, time.seconds(), time.nanos());
      return;
    }
    int at = entriesStart;
    for (int left = eventCount; left > 0; left--) {
      long pair = MessagePackHeader.read(entryBuffer, at, Integer.MAX_VALUE);
      int record = time.read(entryBuffer, at + MessagePackHeader.bytes(pair));
      at = MessagePackHeader.endOf(entryBuffer, record);
      consumer.event(entryBuffer, record, at - record, time.seconds(), time.nanos());
    }
  }

  /** Fills it from the frame that {@code scanner} found whole at {@code start}. */
  void open(ByteBuf in, int start, FrameScanner scanner, ByteBufAllocator allocator)
      throws MalformedFrameException {
    FrameGrammar grammar = scanner.grammar();
    buffer = in;
    frameBytes = scanner.length();
    mode = grammar.mode();
    eventCount = grammar.eventCount();
    int second = start + scanner.element(1);
    tagOffset = MessagePackHeader.rawStart(in, start + scanner.element(0));
    tagLength = second - tagOffset;
    readOptions(start, scanner, mode == Mode.MESSAGE ? 3 : 2);
    entryBuffer = in;
    entriesStart = second;
    recordStart = start + scanner.element(2);
    recordEnd = start + scanner.element(3);
    if (mode == Mode.FORWARD) {
      entriesStart += MessagePackHeader.bytes(MessagePackHeader.read(in, second, recordStart));
    } else if (mode == Mode.PACKED_FORWARD) {
      openPacked(second, recordStart, allocator);
    }
  }

  private void readOptions(int start, FrameScanner scanner, int index)
      throws MalformedFrameException {
    if (scanner.grammar().elements() > index) {
      options.read(buffer, start + scanner.element(index));
    } else {
      options.clear();
    }
  }

  private void openPacked(int raw, int rawEnd, ByteBufAllocator allocator)
      throws MalformedFrameException {
    entriesStart = MessagePackHeader.rawStart(buffer, raw);
    if (!options.gzip(buffer)) {
      eventCount = entryScanner.countEntries(buffer, entriesStart, rawEnd);
      return;
    }
    mode = Mode.COMPRESSED_PACKED_FORWARD;
    decompressed = Gunzip.all(buffer, entriesStart, rawEnd, allocator, limits);
    entryBuffer = decompressed;
    entriesStart = 0;
    try {
      eventCount = entryScanner.countEntries(entryBuffer, 0, entryBuffer.writerIndex());
    } catch (MalformedFrameException e) {
      throw new MalformedFrameException(
          raw, "at byte " + e.offset() + " of the decompressed entries: " + e.getMessage());
    }
  }

  /** Gives back what decompression took; the frame must not be used any more. */
  void close() {
    decompressed.release();
    decompressed = Unpooled.EMPTY_BUFFER;
    entryBuffer = Unpooled.EMPTY_BUFFER;
    buffer = Unpooled.EMPTY_BUFFER;
  }
}
