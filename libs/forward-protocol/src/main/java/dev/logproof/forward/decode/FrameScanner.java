package dev.logproof.forward.decode;

import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Finds the end of a MessagePack frame and checks it on the way. Keeps its position, so each header
 * is read once however the frame is split. Rejects a header above the limit as soon as it is read,
 * and never allocates memory by the size in a header. Confined to one connection.
 */
final class FrameScanner implements FrameFormat {
  /** As many as the longest handshake frame has. */
  private static final int MAX_ELEMENTS = 6;

  /** Initial levels; small, since many connections are idle. */
  private static final int USUAL_DEPTH = 8;

  private static final int FIXED_STR = 0xa0;
  private static final int STR_8 = (byte) 0xd9;
  private static final int MIN_FIXED_INTEGER = -32;
  private static final int MESSAGE = (byte) 0x93;
  private static final int MESSAGE_AND_OPTION = (byte) 0x94;
  private static final int NO_PAIRS = (byte) 0x80;

  private final ForwardLimits limits;
  private final FrameGrammar grammar = new FrameGrammar();
  private int[] left = new int[USUAL_DEPTH];
  private final int[] elements = new int[MAX_ELEMENTS];
  private int limitBytes;
  private String limitName = "";
  private int depth;
  private int maxDepth;
  private long deepValues;
  private int at;
  private int seen;
  private int entries;

  FrameScanner(ForwardLimits limits) {
    this.limits = limits;
  }

  @Override
  public void reset() {
    depth = 0;
    deepValues = 0;
    at = 0;
    seen = 0;
  }

  @Override
  public int length() {
    return at;
  }

  @Override
  public int eventsSeen() {
    return at == 0 ? 0 : grammar.eventsSeen();
  }

  FrameGrammar grammar() {
    return grammar;
  }

  /** Returns the element's offset, or the frame's end without such an element. */
  int element(int index) {
    return index < seen ? elements[index] : at;
  }

  @Override
  public boolean scan(ByteBuf in, int start, int end) throws MalformedFrameException {
    if (at == 0) {
      if (in.hasArray() && isShortMessage(in.array(), in.arrayOffset() + start, end - start)) {
        return true;
      }
      if (!open(in, start, end)) {
        return false;
      }
    }
    return walk(in, start, end, 0) && end - start >= at;
  }

  /** Tries the most common form in one pass; changes nothing when it fails. */
  private boolean isShortMessage(byte[] in, int start, int bytes) {
    int end = start + Math.min(bytes, limits.maxFrameBytes());
    boolean option = in[start] == MESSAGE_AND_OPTION;
    if (!(option || in[start] == MESSAGE) || bytes < 2 || !ShortValues.isString(in[start + 1])) {
      return false;
    }
    int time = ShortValues.endOfValue(in, start + 1, end);
    int record = time < 0 ? ShortValues.NONE : ShortValues.endOfTime(in, time, end);
    int next = record < 0 ? ShortValues.NONE : ShortValues.endOfRecord(in, record, end);
    if (next < 0 || (option && (next == end || in[next] != NO_PAIRS))) {
      return false;
    }
    elements[0] = 1;
    elements[1] = time - start;
    elements[2] = record - start;
    elements[3] = next - start;
    seen = option ? 4 : 3;
    at = next - start + (option ? 1 : 0);
    grammar.legalMessage(seen);
    return true;
  }

  void beginEntries(int bytes) {
    reset();
    grammar.entries();
    limitBytes = bytes;
    limitName = "the packed entries have ";
    entries = 0;
  }

  /** Returns true when {@link #entries} is final; all bytes are present. */
  boolean checkEntries(ByteBuf in, int start, int sliceBytes) throws MalformedFrameException {
    int end = start + limitBytes;
    int until = (int) Math.min((long) at + sliceBytes, limitBytes);
    while (at < until) {
      int next = endOfShortEntry(in, start + at, end);
      if (next >= 0) {
        at = next - start;
      } else {
        checkEntry(in, start, end);
      }
      entries++;
    }
    return at == limitBytes;
  }

  private static int endOfShortEntry(ByteBuf in, int at, int end) {
    if (!in.hasArray()) {
      return ShortValues.NONE;
    }
    int offset = in.arrayOffset();
    int next = ShortValues.endOfEntry(in.array(), offset + at, offset + end);
    return next < 0 ? ShortValues.NONE : next - offset;
  }

  private void checkEntry(ByteBuf in, int start, int end) throws MalformedFrameException {
    depth = 2;
    left[depth] = 1;
    if (!walk(in, start, end, 1)) {
      throw new MalformedFrameException(start + at, "the packed entries end within an entry");
    }
  }

  int entriesBytes() {
    return limitBytes;
  }

  int entries() {
    return entries;
  }

  private boolean open(ByteBuf in, int start, int end) throws MalformedFrameException {
    int first = in.getUnsignedByte(start);
    if (!MessagePackHeader.isArray(first)) {
      throw new MalformedFrameException(start, ForeignProtocol.describe(first));
    }
    long header = MessagePackHeader.read(in, start, end);
    if (header == MessagePackHeader.INCOMPLETE) {
      return false;
    }
    limitBytes = limits.maxFrameBytes();
    limitName = "the limit is ";
    long least = MessagePackHeader.bytes(header) + MessagePackHeader.children(header);
    if (least > limitBytes) {
      throw tooLong(start, least);
    }
    grammar.frame((int) MessagePackHeader.children(header));
    at = MessagePackHeader.bytes(header);
    depth = 1;
    left[depth] = grammar.elements();
    return true;
  }

  private void limitHandshake() {
    limitBytes = Math.min(HandshakeCodec.MAX_BYTES, limitBytes);
    limitName = "the limit of handshake frames is ";
  }

  /** Scans until {@code floor} is reached or the bytes end. */
  private boolean walk(ByteBuf in, int start, int end, int floor) throws MalformedFrameException {
    while (depth > floor) {
      if (deepValues > 0 && !stepOverDeepValues(in, start, end)) {
        return false;
      }
      if (depth > grammar.skeletonDepth()) {
        stepOverShortValues(in, start, end);
      }
      if (left[depth] == 0) {
        depth--;
      } else if (!step(in, start, end)) {
        return false;
      }
    }
    return true;
  }

  /** Skips strings of up to 255 bytes and small integers, the bulk of most records. */
  private void stepOverShortValues(ByteBuf in, int start, int end) {
    int position = start + at;
    int limit = start + limitBytes;
    int count = left[depth];
    while (count > 0 && position + 1 < end) {
      int next = endOfShortValue(in, position);
      if (next < 0 || next > limit) {
        break;
      }
      position = next;
      count--;
    }
    at = position - start;
    left[depth] = count;
  }

  private static int endOfShortValue(ByteBuf in, int at) {
    int first = in.getByte(at);
    if ((first & 0xe0) == FIXED_STR) {
      return at + 1 + (first & 0x1f);
    } else if (first == STR_8) {
      return at + 2 + in.getUnsignedByte(at + 1);
    }
    return first >= MIN_FIXED_INTEGER ? at + 1 : -1;
  }

  private boolean step(ByteBuf in, int start, int end) throws MalformedFrameException {
    long header = header(in, start, end);
    if (header < 0) {
      return false;
    }
    if (depth <= grammar.skeletonDepth()) {
      boolean isThere = start + at + MessagePackHeader.bytes(header) <= end;
      if (!isThere && EventTime.needsPayload(in.getUnsignedByte(start + at))) {
        return false;
      }
      check(in, start, header);
    }
    left[depth]--;
    long children = children(start, header);
    if (children > 0) {
      descend((int) children);
    }
    at += MessagePackHeader.bytes(header);
    return true;
  }

  /** Returns a negative number while the header is incomplete. */
  private long header(ByteBuf in, int start, int end) throws MalformedFrameException {
    long header = MessagePackHeader.read(in, start + at, end);
    if (header == MessagePackHeader.ILLEGAL) {
      throw new MalformedFrameException(start + at, "0xc1 does not start a msgpack value");
    }
    return header;
  }

  /** Each child takes at least one byte. */
  private long children(int start, long header) throws MalformedFrameException {
    long children = MessagePackHeader.children(header);
    long least = (long) at + MessagePackHeader.bytes(header) + children;
    if (least > limitBytes) {
      throw tooLong(start, least);
    }
    return children;
  }

  private void check(ByteBuf in, int start, long header) throws MalformedFrameException {
    if (depth == 1 && seen < MAX_ELEMENTS) {
      elements[seen++] = at;
      if (seen == 2 && HandshakeFrames.isName(in, start + elements[0], start + at)) {
        grammar.handshakeName();
      }
    }
    maxDepth = depth + limits.maxNestingDepth();
    grammar.check(in, start + at, header, depth, left[depth]);
    if (depth == 1 && grammar.handshake()) {
      limitHandshake();
    }
  }

  private MalformedFrameException tooLong(int start, long least) {
    return new MalformedFrameException(
        start + at, "a value ends at byte " + least + " or later; " + limitName + limitBytes);
  }

  private void descend(int children) {
    if (depth == maxDepth) {
      grammar.tooDeep();
      deepValues = children;
      return;
    }
    if (++depth == left.length) {
      left = Arrays.copyOf(left, 2 * depth);
    }
    left[depth] = children;
  }

  /** Counts values below the nesting limit without keeping a stack. */
  private boolean stepOverDeepValues(ByteBuf in, int start, int end)
      throws MalformedFrameException {
    while (deepValues > 0) {
      long header = header(in, start, end);
      if (header < 0) {
        return false;
      }
      deepValues += children(start, header) - 1;
      at += MessagePackHeader.bytes(header);
    }
    return true;
  }
}
