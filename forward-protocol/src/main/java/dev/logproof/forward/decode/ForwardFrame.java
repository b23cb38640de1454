package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/**
 * A whole, validated frame, as a view of the bytes it came in; one instance a connection, filled
 * anew for each frame and valid only while it is handled. A large frame is prepared and handed out
 * in parts. Confined to one connection.
 */
public final class ForwardFrame {
  /** Of events that are handed out before other connections have their turn. */
  static final int PART_BYTES = 1024 * 1024;

  /** Of decompressed data, likewise. */
  private static final int SLICE_BYTES = 512 * 1024;

  private final ForwardLimits limits;
  private final FrameMemory memory;
  private final FrameScanner entryScanner;
  private final FrameOptions options = new FrameOptions();
  private final EventTime time = new EventTime();
  private Mode mode = Mode.MESSAGE;
  private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
  private int frameBytes;
  private int tagOffset;
  private int tagLength;
  private int eventCount;
  private Optional<Decompression> decompression = Optional.empty();
  private Optional<LoopArray> lent = Optional.empty();
  private boolean decompressing;
  private boolean unchecked;
  private boolean prepared;
  private ByteBuf entryBuffer = Unpooled.EMPTY_BUFFER;
  private int entriesStart;
  private int entriesMoved;
  private int recordStart;
  private int recordEnd;
  private int nextEntry;
  private int eventsLeft;
  private boolean continued;

  ForwardFrame(ForwardLimits limits, FrameMemory memory) {
    this.limits = limits;
    this.memory = memory;
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

  /** How many events, those that were handed out before among them. */
  public int eventCount() {
    return eventCount;
  }

  /** Bytes on the wire. */
  public long frameBytes() {
    return frameBytes;
  }

  /** True when events of it were handed out before: it is so large that it comes in parts. */
  public boolean isContinued() {
    return continued;
  }

  /** True when events are left for another part. */
  public boolean hasMore() {
    return eventsLeft > 0;
  }

  int eventsLeft() {
    return eventsLeft;
  }

  /**
   * Calls {@code consumer} with each event in order; with about {@link #PART_BYTES} of them, when
   * the frame is larger.
   *
   * @return how many
   */
  public int forEachEvent(EventConsumer consumer) {
    if (mode == Mode.MESSAGE) {
      time.read(buffer, entriesStart);
      consumer.event(buffer, recordStart, recordEnd - recordStart, time.seconds(), time.nanos());
      eventsLeft = 0;
      return 1;
    }
    int before = eventsLeft;
    int until = nextEntry + PART_BYTES;
    while (eventsLeft > 0 && nextEntry < until) {
      long pair = MessagePackHeader.read(entryBuffer, nextEntry, Integer.MAX_VALUE);
      int record = time.read(entryBuffer, nextEntry + MessagePackHeader.bytes(pair));
      nextEntry = endOfRecord(record);
      eventsLeft--;
      consumer.event(entryBuffer, record, nextEntry - record, time.seconds(), time.nanos());
    }
    return before - eventsLeft;
  }

  private int endOfRecord(int record) {
    if (entryBuffer.hasArray()) {
      int offset = entryBuffer.arrayOffset();
      int end =
          ShortValues.endOfRecord(
              entryBuffer.array(), offset + record, offset + entryBuffer.writerIndex());
      if (end >= 0) {
        return end - offset;
      }
    }
    return MessagePackHeader.endOf(entryBuffer, record);
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
    entriesMoved = 0;
    FrameOptions.Compression compression = options.compression(buffer);
    unchecked = true;
    if (compression == FrameOptions.Compression.NONE) {
      int bytes = rawEnd - entriesStart;
      entryScanner.beginEntries(bytes);
      lookAtArray(bytes);
      return;
    }
    mode = Mode.COMPRESSED_PACKED_FORWARD;
    decompression =
        Optional.of(
            compression == FrameOptions.Compression.GZIP
                ? new Gunzip(buffer, entriesStart, rawEnd, allocator, limits, memory)
                : new Unzstd(buffer, entriesStart, rawEnd, allocator, limits, memory));
    decompressing = true;
  }

  /**
   * Decompresses and checks packed entries for a slice.
   *
   * @return true when all is checked, so that events can be handed out
   */
  boolean prepare() throws MalformedFrameException {
    if (prepared) {
      return true;
    }
    if (decompressing && !decompress(decompression.orElseThrow())) {
      return false;
    }
    if (unchecked) {
      if (!check()) {
        return false;
      }
      unchecked = false;
      eventCount = entryScanner.entries();
    }
    prepared = true;
    nextEntry = entriesStart;
    eventsLeft = eventCount;
    return true;
  }

  private boolean decompress(Decompression running) throws MalformedFrameException {
    if (!running.run(SLICE_BYTES)) {
      return false;
    }
    decompressing = false;
    entryBuffer = running.out();
    entriesStart = 0;
    entryScanner.beginEntries(entryBuffer.writerIndex());
    lookAtArray(entryBuffer.writerIndex());
    return true;
  }

  private void lookAtArray(int bytes) {
    LoopArray array = LoopArray.forEntries();
    if (array.suits(entryBuffer, bytes)) {
      entryBuffer = array.lend(entryBuffer, entriesStart, bytes);
      entriesMoved = entriesStart;
      entriesStart = 0;
      lent = Optional.of(array);
    }
  }

  private boolean check() throws MalformedFrameException {
    try {
      return entryScanner.checkEntries(entryBuffer, entriesStart, SLICE_BYTES);
    } catch (MalformedFrameException e) {
      if (mode == Mode.PACKED_FORWARD) {
        throw new MalformedFrameException(e.offset() + entriesMoved, e.getMessage());
      }
      throw new MalformedFrameException(
          tagOffset + tagLength,
          "at byte " + e.offset() + " of the decompressed entries: " + e.getMessage());
    }
  }

  /** What decompression made of it. */
  int decompressedBytes() {
    return decompression.isPresent() ? decompression.get().out().writerIndex() : 0;
  }

  /** Another part of the same frame follows. */
  void continues() {
    continued = true;
  }

  /** Gives back what decompression took; the frame must not be used any more. */
  void close() {
    Optional<Decompression> last = decompression;
    decompression = Optional.empty();
    last.ifPresent(Decompression::close);
    lent.ifPresent(LoopArray::giveBack);
    lent = Optional.empty();
    decompressing = false;
    unchecked = false;
    prepared = false;
    continued = false;
    entryBuffer = Unpooled.EMPTY_BUFFER;
    buffer = Unpooled.EMPTY_BUFFER;
  }
}
