package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a JSON array or object that arrives in pieces, by brackets and strings alone.
 * Rejects bytes that are illegal outside of strings at once, since no end might follow. Confined to
 * one connection.
 */
final class JsonExtent {
  private static final String PLACE_HOLDERS = " \t\r\n,:+-.";

  private final int maxBytes;
  private int at;
  private int depth;
  private State state = State.BETWEEN;

  private enum State {
    BETWEEN,
    IN_STRING,
    BEHIND_BACKSLASH
  }

  JsonExtent(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Returns the bytes scanned; the value's length once complete. */
  int length() {
    return at;
  }

  void reset() {
    at = 0;
    depth = 0;
    state = State.BETWEEN;
  }

  /** Returns true when the end is found. */
  boolean scan(ByteBuf in, int start, int end) throws MalformedFrameException {
    int position = start + at;
    boolean found = false;
    while (!found && position < end) {
      int next = in.getByte(position);
      switch (state) {
        case IN_STRING -> inString(next);
        case BEHIND_BACKSLASH -> state = State.IN_STRING;
        case BETWEEN -> found = isEnd(next, position);
      }
      position++;
    }
    at = position - start;
    if (at > maxBytes) {
      throw new MalformedFrameException(
          start + maxBytes, "a JSON frame of more than " + maxBytes + " bytes, the limit");
    }
    return found;
  }

  private void inString(int next) {
    if (next == '"') {
      state = State.BETWEEN;
    } else if (next == '\\') {
      state = State.BEHIND_BACKSLASH;
    }
  }

  private boolean isEnd(int next, int position) throws MalformedFrameException {
    switch (next) {
      case '"' -> state = State.IN_STRING;
      case '[', '{' -> depth++;
      case ']', '}' -> {
        return --depth == 0;
      }
      default -> {
        boolean letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
        boolean digit = next >= '0' && next <= '9';
        if (!letter && !digit && PLACE_HOLDERS.indexOf(next) < 0) {
          throw new MalformedFrameException(
              position, String.format("byte 0x%02x is not valid in JSON here", next & 0xff));
        }
      }
    }
    return false;
  }
}
