package dev.logproof.fuzz.subject;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.Handshake;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import dev.logproof.forward.handshake.Ping;
import dev.logproof.forward.handshake.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Decodes a handshake frame or rejects it with a reason. Messages must survive encoding and
 * decoding, and no client may be accepted without the key.
 */
public final class HandshakeTarget {
  private static final long SEED = 7;
  private static final AccessRules RULES =
      new AccessRules(
          "server", Secret.of("key"), true, true, Map.of("ann", Secret.of("word")), List.of());

  private HandshakeTarget() {}

  /** Fuzzer entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
    ByteBuf in = buffers.heapBuffer(input.length + 1).writeBytes(input);
    try {
      if (HandshakeCodec.isWhole(in, 0)) {
        read(HandshakeCodec.decode(in, 0), buffers);
      }
    } catch (IllegalArgumentException e) {
      if (e.getMessage() == null) {
        throw new AssertionError("refused without a reason", e);
      }
    } finally {
      in.release();
    }
    long held = buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
    if (held != 0) {
      throw new AssertionError(held + " bytes of buffers were not released");
    }
  }

  private static void read(HandshakeMessage message, UnpooledByteBufAllocator buffers) {
    ByteBuf out = HandshakeCodec.encode(buffers, message);
    try {
      if (!HandshakeCodec.isWhole(out, 0) || !HandshakeCodec.decode(out, 0).equals(message)) {
        throw new AssertionError("written and read again it is another: " + message);
      }
    } finally {
      out.release();
    }
    if (message instanceof Ping ping) {
      answer(ping, buffers);
    }
  }

  private static void answer(Ping ping, UnpooledByteBufAllocator buffers) {
    Handshake handshake =
        new Handshake(RULES, InetAddress.getLoopbackAddress(), new SplittableRandom(SEED));
    Pong pong = handshake.answer(ping);
    HandshakeCodec.encode(buffers, pong).release();
    if (pong.accepted() || handshake.passed()) {
      throw new AssertionError("let in without the key: " + ping);
    }
  }
}
