package dev.logproof.aggregator.filter;

/** A msgpack value inside an array. Confined to one event loop. */
final class ValueRef {
  private static final byte[] NIL = {(byte) 0xc0};

  private byte[] source = NIL;
  private int from;
  private int end = 1;

  byte[] source() {
    return source;
  }

  int from() {
    return from;
  }

  int end() {
    return end;
  }

  void set(byte[] bytes, int start, int stop) {
    source = bytes;
    from = start;
    end = stop;
  }

  void setNil() {
    set(NIL, 0, 1);
  }

  boolean isNil() {
    return source[from] == NIL[0];
  }

  boolean isFalse() {
    return (source[from] & 0xff) == 0xc2;
  }
}
