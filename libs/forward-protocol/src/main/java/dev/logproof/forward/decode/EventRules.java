package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * Determines the flaw of an event, once {@link FrameGrammar} detected that its frame contains one.
 * Stateless.
 */
final class EventRules {
  private EventRules() {}

  /** Requires a complete entry. */
  static EventFlaw ofEntry(ByteBuf in, int at, int maxDepth) {
    long header = MessagePackHeader.read(in, at, Integer.MAX_VALUE);
    boolean pair =
        MessagePackHeader.isArray(in.getUnsignedByte(at))
            && MessagePackHeader.children(header) == 2;
    if (!pair) {
      return EventFlaw.ENTRY;
    }
    int time = at + MessagePackHeader.bytes(header);
    return ofEvent(in, time, MessagePackHeader.endOf(in, time), maxDepth);
  }

  /** Requires a complete time and record. */
  static EventFlaw ofEvent(ByteBuf in, int time, int record, int maxDepth) {
    EventFlaw flaw = ofTime(in, time, maxDepth);
    if (flaw != EventFlaw.NONE) {
      return flaw;
    }
    if (!MessagePackHeader.isMap(in.getUnsignedByte(record))) {
      return EventFlaw.RECORD;
    }
    return isDeeper(in, record, maxDepth) ? EventFlaw.DEPTH : EventFlaw.NONE;
  }

  private static EventFlaw ofTime(ByteBuf in, int at, int maxDepth) {
    int first = in.getUnsignedByte(at);
    if (!MessagePackHeader.isArray(first)) {
      return EventTime.flaw(in, at, first, false);
    }
    long header = MessagePackHeader.read(in, at, Integer.MAX_VALUE);
    if (MessagePackHeader.children(header) != 2) {
      return EventFlaw.TIME;
    }
    int plain = at + MessagePackHeader.bytes(header);
    EventFlaw flaw = EventTime.flaw(in, plain, in.getUnsignedByte(plain), true);
    int metadata = MessagePackHeader.endOf(in, plain);
    if (flaw != EventFlaw.NONE) {
      return flaw;
    }
    if (!isMetadata(in.getUnsignedByte(metadata))) {
      return EventFlaw.TIME;
    }
    return isDeeper(in, metadata, maxDepth) ? EventFlaw.DEPTH : EventFlaw.NONE;
  }

  static boolean isMetadata(int first) {
    return first == MessagePackHeader.NIL || MessagePackHeader.isMap(first);
  }

  private static boolean isDeeper(ByteBuf in, int at, int maxDepth) {
    long[] left = new long[maxDepth + 1];
    int depth = 0;
    left[0] = 1;
    int position = at;
    while (depth > 0 || left[0] > 0) {
      if (left[depth] == 0) {
        depth--;
        continue;
      }
      left[depth]--;
      long header = MessagePackHeader.read(in, position, Integer.MAX_VALUE);
      position += MessagePackHeader.bytes(header);
      if (MessagePackHeader.children(header) > 0) {
        if (depth == maxDepth) {
          return true;
        }
        left[++depth] = MessagePackHeader.children(header);
      }
    }
    return false;
  }
}
