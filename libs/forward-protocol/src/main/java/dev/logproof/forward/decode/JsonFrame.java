package dev.logproof.forward.decode;

import dev.logproof.forward.encode.AckEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * A frame in JSON, as fluent-logger-php sends it, converted to MessagePack once complete. Invalid
 * JSON becomes one event to be dropped, since the next frame can still be found. Confined to one
 * connection.
 */
final class JsonFrame implements FrameFormat {
  /** An empty array grows from 2 to 5 bytes, a number from 3 to 9. */
  private static final int MAX_GROWTH = 3;

  private static final int MAX_BYTES = 512 << 20;
  private static final int EMPTY_ARRAY = 0x90;
  private static final byte[] NO_CHUNK = {};

  private final JsonExtent extent;
  private final FrameScanner scanner;
  private final FrameMemory memory;

  /** Null unless {@link #state} is {@code CONVERTING}. */
  private JsonConversion conversion;

  private ByteBuf packed = Unpooled.EMPTY_BUFFER;
  private int countedBytes;
  private byte[] chunk = NO_CHUNK;
  private String reason = "";
  private JsonFrameState state = JsonFrameState.ARRIVING;
  private int checkedBytes;
  private boolean spoken;

  private enum JsonFrameState {
    ARRIVING,
    CONVERTING,
    CHECKING,
    READY
  }

  JsonFrame(ForwardLimits limits, FrameMemory memory) {
    this.extent = new JsonExtent(limits.maxFrameBytes());
    int packedBytes = (int) Math.min(MAX_BYTES, (long) MAX_GROWTH * limits.maxFrameBytes());
    this.scanner =
        new FrameScanner(
            new ForwardLimits(
                packedBytes, limits.maxDecompressedBytes(), limits.maxNestingDepth()));
    this.memory = memory;
  }

  /** No MessagePack frame starts with such a byte. */
  static boolean begins(int first) {
    return first == '[' || first == '{';
  }

  /** Whitespace separates frames once the client has sent JSON. */
  boolean isBetweenFrames(int first) {
    return spoken && JsonConversion.isWhitespace(first);
  }

  @Override
  public boolean scan(ByteBuf in, int start, int end) throws MalformedFrameException {
    spoken = true;
    return extent.scan(in, start, end);
  }

  @Override
  public int length() {
    return extent.length();
  }

  @Override
  public int eventsSeen() {
    return 1;
  }

  /** Returns true when {@link #packed} is ready. */
  boolean convert(ByteBuf in, int start, int sliceBytes, ByteBufAllocator allocator)
      throws MalformedFrameException {
    if (state == JsonFrameState.ARRIVING) {
      packed = allocator.buffer(Math.max(64, Math.min(extent.length(), sliceBytes)));
      conversion = new JsonConversion(in, start, start + extent.length(), packed);
      state = JsonFrameState.CONVERTING;
    }
    if (state == JsonFrameState.CONVERTING) {
      run(in, start, sliceBytes);
    } else if (state == JsonFrameState.CHECKING) {
      check(start, sliceBytes);
    }
    return state == JsonFrameState.READY;
  }

  private void run(ByteBuf in, int start, int sliceBytes) {
    try {
      if (!conversion.run(sliceBytes)) {
        return;
      }
      if (in.getByte(start) != '[') {
        throw new JsonSyntaxException(0, "an array, found an object");
      }
      chunk = chunk(in, conversion.chunkId());
    } catch (JsonSyntaxException e) {
      reason = e.getMessage();
      packed.clear().writeByte(EMPTY_ARRAY);
    } finally {
      count();
    }
    conversion = null;
    state = JsonFrameState.CHECKING;
  }

  private void check(int start, int sliceBytes) throws MalformedFrameException {
    checkedBytes = (int) Math.min((long) checkedBytes + sliceBytes, packed.writerIndex());
    if (!scanner.scan(packed, 0, checkedBytes)) {
      return;
    }
    if (scanner.grammar().handshake()) {
      throw new MalformedFrameException(start, "a handshake in JSON; it must be MessagePack");
    }
    state = JsonFrameState.READY;
  }

  private void count() {
    memory.take(packed.capacity() - countedBytes);
    countedBytes = packed.capacity();
  }

  private static byte[] chunk(ByteBuf in, JsonChunkId id) {
    if (!id.isThere()) {
      return NO_CHUNK;
    }
    byte[] text = new byte[1 + id.to() - id.from()];
    text[0] = AckEncoder.JSON_MARK;
    in.getBytes(id.from(), text, 1, text.length - 1);
    return text;
  }

  /** Returns the MessagePack frame from index 0, found complete by {@link #scanner}. */
  ByteBuf packed() {
    return packed;
  }

  FrameScanner scanner() {
    return scanner;
  }

  /** Returns false for invalid JSON or no array. */
  boolean isReadable() {
    return reason.isEmpty();
  }

  String reason() {
    return reason;
  }

  /** Returns the id as JSON behind a distinguishing mark; empty without one. */
  byte[] chunk() {
    return chunk;
  }

  @Override
  public void reset() {
    extent.reset();
    release();
  }

  void release() {
    ByteBuf last = packed;
    packed = Unpooled.EMPTY_BUFFER;
    conversion = null;
    scanner.reset();
    chunk = NO_CHUNK;
    reason = "";
    checkedBytes = 0;
    state = JsonFrameState.ARRIVING;
    memory.giveBack(countedBytes);
    countedBytes = 0;
    last.release();
  }
}
