package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * A view of a complete frame's bytes, refilled for each frame and valid only while it is handled. A
 * large frame is handed out in parts. Events are checked one by one only if the frame has invalid
 * ones. Confined to one connection.
 */
public final class ForwardFrame {
  /** Bytes of events handed out per time slice. */
  static final int PART_BYTES = 1024 * 1024;

  private static final byte[] NO_CHUNK = {};

  private final ForwardLimits limits;
  private final PackedEntries packed;
  private final FrameOptions options = new FrameOptions();
  private final EventTime time = new EventTime();
  private Mode mode = Mode.MESSAGE;
  private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
  private int frameBytes;
  private int tagOffset;
  private int tagLength;
  private int eventCount;
  private EventFlaw frameFlaw = EventFlaw.NONE;
  private boolean flawed;
  private int lostEvents;
  private String breakReason = "";
  private byte[] jsonChunk = NO_CHUNK;
  private Stage stage = Stage.CLOSED;
  private ByteBuf entryBuffer = Unpooled.EMPTY_BUFFER;
  private int entriesStart;
  private int recordStart;
  private int recordEnd;
  private int nextEntry;
  private int eventsLeft;

  /** How far the frame is handled. */
  private enum Stage {
    CLOSED,
    /** Its entries are a byte string that is not checked yet. */
    PACKED,
    UNPACKED,
    /** Its events can be handed out. */
    PREPARED,
    /** A part of its events is handed out. */
    CONTINUED
  }

  ForwardFrame(ForwardLimits limits, FrameMemory memory) {
    this.limits = limits;
    this.packed = new PackedEntries(limits, memory);
  }

  /** Returns the form of the frame. */
  public Mode mode() {
    return mode;
  }

  /** Returns why events were dropped for {@code flaw}. */
  public String reason(EventFlaw flaw) {
    boolean broken = flaw == EventFlaw.UNREADABLE && !breakReason.isEmpty();
    return broken ? flaw.reason() + ": " + breakReason : flaw.reason();
  }

  /** Returns the frame's buffer. */
  public ByteBuf buffer() {
    return buffer;
  }

  /** Returns the absolute index of the tag's text in {@link #buffer}. */
  public int tagOffset() {
    return tagOffset;
  }

  /** Returns whether the client requests an acknowledgement. */
  public boolean hasChunk() {
    return options.hasChunk();
  }

  /**
   * Returns a copy of the encoded chunk id including its header, for an exact echo; empty without
   * one.
   */
  public byte[] chunk() {
    return jsonChunk.length > 0 && hasChunk() ? jsonChunk.clone() : options.chunk(buffer);
  }

  /** Returns the tag's length in bytes. */
  public int tagLength() {
    return tagLength;
  }

  /** Returns the number of events, valid or not, including those handed out. */
  public int eventCount() {
    return eventCount;
  }

  /** Returns the frame's bytes on the wire. */
  public long frameBytes() {
    return frameBytes;
  }

  /** Returns whether earlier parts of this frame were handed out. */
  public boolean isContinued() {
    return stage == Stage.CONTINUED;
  }

  /** Returns whether events remain for another part. */
  public boolean hasMore() {
    return eventsLeft > 0;
  }

  int eventsLeft() {
    return eventsLeft;
  }

  /**
   * Passes events to {@code consumer} in order, about {@link #PART_BYTES} per call.
   *
   * @return number of events passed
   */
  public int forEachEvent(EventConsumer consumer) {
    int before = eventsLeft;
    if (frameFlaw != EventFlaw.NONE) {
      eventsLeft = 0;
      frameFlawed(consumer, before);
    } else if (mode == Mode.MESSAGE) {
      eventsLeft = 0;
      message(consumer);
    } else {
      entries(consumer);
    }
    return before - eventsLeft;
  }

  private void frameFlawed(EventConsumer consumer, int events) {
    if (events > 0) {
      consumer.flawed(this, frameFlaw, events);
    }
  }

  private void message(EventConsumer consumer) {
    EventFlaw flaw = flawed ? flawOfMessage() : EventFlaw.NONE;
    if (flaw == EventFlaw.NONE) {
      time.read(buffer, entriesStart);
      consumer.event(buffer, recordStart, recordEnd - recordStart, time.seconds(), time.nanos());
    } else {
      consumer.flawed(this, flaw, 1);
    }
  }

  private EventFlaw flawOfMessage() {
    if (entriesStart == recordStart) {
      return EventFlaw.ENTRY;
    } else if (recordStart == recordEnd) {
      return EventFlaw.RECORD;
    }
    return EventRules.ofEvent(buffer, entriesStart, recordStart, limits.maxNestingDepth());
  }

  private void entries(EventConsumer consumer) {
    int until = nextEntry + PART_BYTES;
    while (eventsLeft > lostEvents && nextEntry < until) {
      eventsLeft--;
      if (flawed && skipFlawed(consumer)) {
        continue;
      }
      long pair = MessagePackHeader.read(entryBuffer, nextEntry, Integer.MAX_VALUE);
      int record = time.read(entryBuffer, nextEntry + MessagePackHeader.bytes(pair));
      nextEntry = endOfRecord(record);
      consumer.event(entryBuffer, record, nextEntry - record, time.seconds(), time.nanos());
    }
    if (lostEvents > 0 && eventsLeft == lostEvents) {
      eventsLeft = 0;
      consumer.flawed(this, EventFlaw.UNREADABLE, lostEvents);
    }
  }

  private boolean skipFlawed(EventConsumer consumer) {
    EventFlaw flaw = EventRules.ofEntry(entryBuffer, nextEntry, limits.maxNestingDepth());
    if (flaw == EventFlaw.NONE) {
      return false;
    }
    nextEntry = MessagePackHeader.endOf(entryBuffer, nextEntry);
    consumer.flawed(this, flaw, 1);
    return true;
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

  void open(ByteBuf in, int start, FrameScanner scanner, ByteBufAllocator allocator)
      throws MalformedFrameException {
    FrameGrammar grammar = scanner.grammar();
    buffer = in;
    frameBytes = scanner.length();
    mode = grammar.mode();
    eventCount = grammar.eventCount();
    frameFlaw = EventFlaw.NONE;
    lostEvents = 0;
    breakReason = "";
    jsonChunk = NO_CHUNK;
    int second = start + scanner.element(1);
    recordStart = start + scanner.element(2);
    recordEnd = start + scanner.element(3);
    openTag(start, scanner);
    readOptions(start, scanner, mode == Mode.MESSAGE ? 3 : 2);
    openAmbiguous(grammar, second);
    flawed = grammar.flawed();
    entryBuffer = in;
    entriesStart = second;
    if (frameFlaw == EventFlaw.NONE && options.isNoLog()) {
      frameFlaw = EventFlaw.SIGNAL;
    }
    stage = Stage.UNPACKED;
    if (frameFlaw != EventFlaw.NONE && mode == Mode.PACKED_FORWARD) {
      eventCount = frameFlaw == EventFlaw.SIGNAL ? 1 : Math.max(1, announced());
    } else if (mode == Mode.FORWARD) {
      entriesStart += MessagePackHeader.bytes(MessagePackHeader.read(in, second, recordStart));
    } else if (mode == Mode.PACKED_FORWARD) {
      openPacked(second, recordStart, allocator);
    }
  }

  private void openTag(int start, FrameScanner scanner) {
    tagOffset = start + scanner.element(0);
    tagLength = 0;
    if (scanner.grammar().tagged()) {
      tagOffset = MessagePackHeader.rawStart(buffer, tagOffset);
      tagLength = start + scanner.element(1) - tagOffset;
    } else if (scanner.grammar().elements() > 0) {
      frameFlaw = EventFlaw.TAG;
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

  /** Resolves three elements by whether the third has the keys of an option. */
  private void openAmbiguous(FrameGrammar grammar, int second) throws MalformedFrameException {
    if (grammar.elements() != 3) {
      return;
    }
    boolean map = MessagePackHeader.isMap(buffer.getUnsignedByte(recordStart));
    if (grammar.mayBeForward()) {
      options.read(buffer, recordStart);
      if (!map || options.hasChunk()) {
        grammar.toForward();
        mode = Mode.FORWARD;
        eventCount = grammar.eventCount();
      } else {
        options.clear();
      }
    } else if (mode == Mode.PACKED_FORWARD && map && isTimeInText(second)) {
      grammar.textForTime();
      mode = Mode.MESSAGE;
      eventCount = grammar.eventCount();
    }
  }

  /** Returns whether the frame is {@code [tag, "2026-01-31", record]}. */
  private boolean isTimeInText(int second) {
    int text = MessagePackHeader.rawStart(buffer, second);
    boolean entry = text < recordStart && MessagePackHeader.isArray(buffer.getUnsignedByte(text));
    boolean empty = recordEnd - recordStart == 1;
    return MessagePackHeader.isText(buffer.getUnsignedByte(second))
        && !entry
        && !empty
        && !options.isKnown();
  }

  void fromJson(JsonFrame json) {
    frameBytes = json.length();
    jsonChunk = json.chunk();
    if (!json.isReadable()) {
      frameFlaw = EventFlaw.UNREADABLE;
      breakReason = json.reason();
    }
  }

  /** Returns the events seen in a frame that proves unreadable. */
  int eventsSeen() {
    return eventCount > 0 ? eventCount : Math.max(1, announced());
  }

  private int announced() {
    return (int) Math.max(0, Math.min(options.size(), frameBytes));
  }

  private void openPacked(int raw, int rawEnd, ByteBufAllocator allocator)
      throws MalformedFrameException {
    eventCount = 0;
    stage = Stage.PACKED;
    FrameOptions.Compression compression = options.compression(buffer);
    if (compression != FrameOptions.Compression.NONE) {
      mode = Mode.COMPRESSED_PACKED_FORWARD;
    }
    int text = MessagePackHeader.rawStart(buffer, raw);
    packed.open(buffer, text, rawEnd, compression, allocator);
  }

  /** Returns true when all is checked. */
  boolean prepare() throws MalformedFrameException {
    if (stage == Stage.PREPARED || stage == Stage.CONTINUED) {
      return true;
    }
    if (stage == Stage.PACKED) {
      if (!packed.prepare()) {
        return false;
      }
      takeUnpacked();
    }
    stage = Stage.PREPARED;
    nextEntry = entriesStart;
    eventsLeft = eventCount;
    return true;
  }

  private void takeUnpacked() {
    stage = Stage.UNPACKED;
    entryBuffer = packed.buffer();
    entriesStart = packed.start();
    flawed = packed.flawed();
    int lostBytes = packed.bytesBehindBreak();
    if (lostBytes > 0) {
      lostEvents = Math.max(1, Math.min(announced() - packed.count(), lostBytes));
      breakReason = packed.breakReason();
    }
    eventCount = packed.count() + lostEvents;
  }

  int decompressedBytes() {
    return packed.decompressedBytes();
  }

  void continues() {
    stage = Stage.CONTINUED;
  }

  void close() {
    packed.close();
    stage = Stage.CLOSED;
    entryBuffer = Unpooled.EMPTY_BUFFER;
    buffer = Unpooled.EMPTY_BUFFER;
  }
}
