package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * Checks each value of a frame's skeleton, but not the contents of records and options. Determines
 * the mode and whether any event is invalid; {@link EventRules} finds which. Confined to one
 * connection.
 *
 * <p>Depth 1 holds the frame's elements, 2 entries, 3 an entry's time and record, 4 the time and
 * metadata of {@code [time, metadata]}.
 */
final class FrameGrammar {
  /** Further elements are ignored, as in Fluentd. */
  private static final int MESSAGE_ELEMENTS = 4;

  private int elements;
  private int skeletonDepth;
  private Mode mode = Mode.MESSAGE;
  private Handshake handshake = Handshake.NO;
  private boolean tagged;
  private boolean flawed;
  private boolean timeHasMetadata;
  private boolean inEvents;
  private int eventCount;
  private int eventsSeen;

  private enum Handshake {
    NO,
    /** The first element is a name of the handshake. */
    NAMED,
    YES
  }

  void frame(int size) {
    start(size, 1, Mode.MESSAGE);
    // A frame of fewer than two elements holds at most one event.
    eventCount = size < 2 ? 1 : 0;
    eventsSeen = eventCount;
    flawed = size < 2;
    tagged = false;
  }

  void legalMessage(int size) {
    elements = size;
    mode = Mode.MESSAGE;
    handshake = Handshake.NO;
    tagged = true;
    flawed = false;
    timeHasMetadata = false;
    eventCount = 1;
  }

  void entries() {
    start(0, 3, Mode.PACKED_FORWARD);
    inEvents = true;
  }

  private void start(int size, int depth, Mode first) {
    elements = size;
    skeletonDepth = depth;
    mode = first;
    handshake = Handshake.NO;
    flawed = false;
    timeHasMetadata = false;
    inEvents = false;
    eventCount = 0;
    eventsSeen = 0;
  }

  /** Returns the depth down to which values are checked. */
  int skeletonDepth() {
    return skeletonDepth;
  }

  Mode mode() {
    return mode;
  }

  void handshakeName() {
    handshake = Handshake.NAMED;
  }

  boolean handshake() {
    return handshake == Handshake.YES;
  }

  int elements() {
    return elements;
  }

  /** Returns the events of a Message or Forward frame, valid or not. */
  int eventCount() {
    return eventCount;
  }

  /** Returns the events whose start was seen. */
  int eventsSeen() {
    return eventsSeen;
  }

  /** Returns whether the tag is a string. */
  boolean tagged() {
    return tagged;
  }

  boolean flawed() {
    return flawed;
  }

  boolean mayBeForward() {
    return timeHasMetadata && mode == Mode.MESSAGE && elements < MESSAGE_ELEMENTS;
  }

  void tooDeep() {
    flawed |= inEvents;
  }

  /** Checks the value at {@code at}; {@code left} values including it remain in its parent. */
  void check(ByteBuf in, int at, long header, int depth, int left) {
    int first = in.getUnsignedByte(at);
    switch (depth) {
      case 1 -> element(in, at, header, elements - left);
      case 2 -> entry(in, at, header, left);
      case 3 -> entryElement(in, at, header, left);
      default -> {
        if (left == 2) {
          time(in, at, first, true);
        } else {
          flawed |= !EventRules.isMetadata(first);
        }
      }
    }
  }

  private void element(ByteBuf in, int at, long header, int index) {
    int first = in.getUnsignedByte(at);
    if (index == 0) {
      tagged = MessagePackHeader.isRaw(first);
      flawed |= !tagged;
    } else if (handshake == Handshake.YES) {
      return;
    } else if (index == 1) {
      second(in, at, first, header);
    } else {
      skeletonDepth = 1;
      inEvents = index == 2 && mode == Mode.MESSAGE;
      flawed |= inEvents && !MessagePackHeader.isMap(first);
    }
  }

  private void second(ByteBuf in, int at, int first, long header) {
    boolean handshakeShape =
        elements > MESSAGE_ELEMENTS || (elements == 2 && MessagePackHeader.isMap(first));
    if (handshake == Handshake.NAMED && handshakeShape) {
      handshake = Handshake.YES;
      return;
    }
    inEvents = true;
    if (MessagePackHeader.isRaw(first) && elements < MESSAGE_ELEMENTS) {
      mode = Mode.PACKED_FORWARD;
      eventsSeen = 1;
    } else if (MessagePackHeader.isArray(first)) {
      mode = Mode.FORWARD;
      skeletonDepth = 3;
      eventCount = (int) MessagePackHeader.children(header);
    } else {
      message();
      time(in, at, first, false);
      flawed |= elements == 2;
    }
  }

  private void message() {
    mode = Mode.MESSAGE;
    eventCount = 1;
    eventsSeen = 1;
  }

  private void entry(ByteBuf in, int at, long header, int left) {
    int first = in.getUnsignedByte(at);
    boolean array = MessagePackHeader.isArray(first);
    if (mode == Mode.MESSAGE) {
      metadata(in, at, header, first);
    } else if (!array && left == 2 && isTimeOfMessage(in, at, first)) {
      message();
      timeHasMetadata = true;
      skeletonDepth = 2;
      time(in, at, first, true);
    } else {
      eventsSeen++;
      boolean pair = array && MessagePackHeader.children(header) == 2;
      skeletonDepth = pair ? 3 : 2;
      flawed |= !pair;
    }
  }

  /** If the value is no metadata, both values were entries. */
  private void metadata(ByteBuf in, int at, long header, int first) {
    if (EventRules.isMetadata(first)) {
      return;
    }
    flawed = true;
    if (elements < MESSAGE_ELEMENTS) {
      toForward();
      eventsSeen = 1;
      entry(in, at, header, 1);
    }
  }

  /** Reinterprets a presumed {@code [time, metadata]} as two invalid entries. */
  void toForward() {
    mode = Mode.FORWARD;
    eventCount = 2;
    eventsSeen = 2;
    flawed = true;
  }

  /** Reinterprets presumed entries as a time written as text. */
  void textForTime() {
    mode = Mode.MESSAGE;
    eventCount = 1;
    flawed = true;
  }

  /** Distinguishes {@code [tag, [time, metadata], record]} from {@code [tag, entries, option]}. */
  private boolean isTimeOfMessage(ByteBuf in, int at, int first) {
    if (mode != Mode.FORWARD || eventCount != 2 || elements < 3) {
      return false;
    }
    return elements >= MESSAGE_ELEMENTS || EventTime.flaw(in, at, first, true) != EventFlaw.TIME;
  }

  private void entryElement(ByteBuf in, int at, long header, int left) {
    int first = in.getUnsignedByte(at);
    if (left == 1) {
      skeletonDepth = 3;
      flawed |= !MessagePackHeader.isMap(first);
    } else if (!MessagePackHeader.isArray(first)) {
      time(in, at, first, false);
    } else if (MessagePackHeader.children(header) == 2) {
      skeletonDepth = 4;
    } else {
      flawed = true;
    }
  }

  private void time(ByteBuf in, int at, int first, boolean hasMetadata) {
    flawed |= EventTime.flaw(in, at, first, hasMetadata) != EventFlaw.NONE;
  }
}
