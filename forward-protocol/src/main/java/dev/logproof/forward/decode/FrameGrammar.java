package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * What may stand where in a frame. Asked about each value of the frame's skeleton when its header
 * is seen, so that a wrong frame is refused at its first wrong byte and a whole frame is a legal
 * one; never asked about what lies inside records and options. Confined to one connection.
 *
 * <p>The skeleton by depth: 1 the frame's elements, 2 entries, 3 an entry's time and record, 4 the
 * time and metadata of {@code [time, metadata]}.
 */
final class FrameGrammar {
  private static final int MAX_EVENT_ELEMENTS = 4;
  private static final int PING_ELEMENTS = 6;

  private int elements;
  private int skeletonDepth;
  private Mode mode = Mode.MESSAGE;
  private boolean handshake;
  private int eventCount;

  /** Starts on a frame of so many elements. */
  void frame(long size, int at) throws MalformedFrameException {
    if (size < 2 || size > PING_ELEMENTS) {
      throw new MalformedFrameException(at, "a frame has 2 to 4 elements, found " + size);
    }
    elements = (int) size;
    skeletonDepth = 1;
    mode = Mode.MESSAGE;
    eventCount = 0;
    handshake = elements > MAX_EVENT_ELEMENTS;
  }

  /** It is a message of so many elements, known to be legal. */
  void legalMessage(int size) {
    elements = size;
    skeletonDepth = 1;
    mode = Mode.MESSAGE;
    eventCount = 1;
    handshake = false;
  }

  /** Starts on entries one after another, as PackedForward holds them. */
  void entries() {
    mode = Mode.PACKED_FORWARD;
    skeletonDepth = 3;
    eventCount = 0;
  }

  /** Values down to this depth are to be checked. */
  int skeletonDepth() {
    return skeletonDepth;
  }

  Mode mode() {
    return mode;
  }

  /** True when it has the shape of HELO, PING or PONG, which no events have. */
  boolean handshake() {
    return handshake;
  }

  int elements() {
    return elements;
  }

  /** Events of a Message or Forward frame. */
  int eventCount() {
    return eventCount;
  }

  /**
   * Checks the value at {@code at}.
   *
   * @param left values that its parent still has, this one counted
   */
  void check(ByteBuf in, int at, long header, int depth, int left) throws MalformedFrameException {
    int first = in.getUnsignedByte(at);
    switch (depth) {
      case 1 -> element(in, at, header, elements - left);
      case 2 -> entry(in, at, header, left);
      case 3 -> entryElement(in, at, header, left);
      default -> {
        if (left == 2) {
          time(in, at, first);
        } else {
          metadata(first, at);
        }
      }
    }
  }

  private void element(ByteBuf in, int at, long header, int index) throws MalformedFrameException {
    int first = in.getUnsignedByte(at);
    if (index == 0) {
      expect(MessagePackHeader.isRaw(first), at, "expected a tag, a string");
    } else if (handshake) {
      return;
    } else if (index == 1) {
      second(in, at, first, header);
    } else {
      skeletonDepth = 1;
      int optionIndex = mode == Mode.MESSAGE ? 3 : 2;
      if (index < optionIndex) {
        record(first, at);
      } else {
        expect(index == optionIndex, at, "a frame of this form has at most 3 elements");
        boolean option = first == MessagePackHeader.NIL || MessagePackHeader.isMap(first);
        expect(option, at, "expected an option map or nil");
      }
    }
  }

  private void second(ByteBuf in, int at, int first, long header) throws MalformedFrameException {
    if (MessagePackHeader.isRaw(first)) {
      mode = Mode.PACKED_FORWARD;
    } else if (MessagePackHeader.isArray(first)) {
      mode = Mode.FORWARD;
      skeletonDepth = 3;
      eventCount = (int) MessagePackHeader.children(header);
    } else if (elements == 2 && MessagePackHeader.isMap(first)) {
      handshake = true;
    } else {
      time(in, at, first);
      message(at);
    }
  }

  private void message(int at) throws MalformedFrameException {
    expect(elements > 2, at, "a message has a tag, a time and a record; the record is missing");
    mode = Mode.MESSAGE;
    eventCount = 1;
  }

  private void entry(ByteBuf in, int at, long header, int left) throws MalformedFrameException {
    int first = in.getUnsignedByte(at);
    boolean array = MessagePackHeader.isArray(first);
    if (mode == Mode.MESSAGE) {
      metadata(first, at);
    } else if (!array && isTimeOfMessage(left)) {
      time(in, at, first);
      message(at);
      skeletonDepth = 2;
    } else {
      boolean pair = array && MessagePackHeader.children(header) == 2;
      expect(pair, at, "expected an entry [time, record]");
    }
  }

  /** {@code [tag, [time, metadata], record]} differs from {@code [tag, entries, option]}. */
  private boolean isTimeOfMessage(int left) {
    return mode == Mode.FORWARD && eventCount == 2 && left == 2 && elements > 2;
  }

  private void entryElement(ByteBuf in, int at, long header, int left)
      throws MalformedFrameException {
    int first = in.getUnsignedByte(at);
    if (left == 1) {
      skeletonDepth = 3;
      record(first, at);
    } else if (MessagePackHeader.isArray(first) && MessagePackHeader.children(header) == 2) {
      skeletonDepth = 4;
    } else {
      time(in, at, first);
    }
  }

  private static void time(ByteBuf in, int at, int first) throws MalformedFrameException {
    expect(
        EventTime.isTime(in, at, first),
        at,
        "expected a time: a number of seconds, EventTime or nil");
  }

  private static void metadata(int first, int at) throws MalformedFrameException {
    boolean metadata = first == MessagePackHeader.NIL || MessagePackHeader.isMap(first);
    expect(metadata, at, "expected the metadata of a time, which is a map or nil");
  }

  private static void record(int first, int at) throws MalformedFrameException {
    expect(MessagePackHeader.isMap(first), at, "expected a record, which is a map");
  }

  private static void expect(boolean legal, int at, String reason) throws MalformedFrameException {
    if (!legal) {
      throw new MalformedFrameException(at, reason);
    }
  }
}
