package dev.logproof.loadgen.access;

import dev.logproof.forward.handshake.ClientHandshake;
import dev.logproof.forward.handshake.ClientIdentity;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import dev.logproof.forward.handshake.Helo;
import dev.logproof.forward.handshake.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Exchanges HELO, PING and PONG within limits on time and size. Every byte read belongs to the
 * receiver's two frames, since it sends nothing else before events arrive. Confined to the dialling
 * thread.
 */
record SharedKeyExchange(Link link, int maxMillis, long untilNanos) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int READ_BYTES = 1024;

  /** Begins an exchange that takes at most {@code maxMillis}. */
  static SharedKeyExchange within(int maxMillis, Link link) {
    return new SharedKeyExchange(link, maxMillis, System.nanoTime() + maxMillis * 1_000_000L);
  }

  /** Authenticates both sides; throws {@link RefusedException} when one rejects the other. */
  void run(ClientIdentity identity) throws IOException {
    ClientHandshake handshake = new ClientHandshake(identity, RANDOM);
    Helo helo = as(Helo.class, read("HELO; does it require a shared key?"));
    ByteBuf ping = HandshakeCodec.encode(UnpooledByteBufAllocator.DEFAULT, handshake.answer(helo));
    try {
      link.write(ping.nioBuffer());
    } finally {
      ping.release();
    }
    Pong pong = as(Pong.class, read("PONG; it may have rejected the credentials"));
    Optional<String> refusal = handshake.refusal(pong);
    if (refusal.isPresent()) {
      throw new RefusedException(
          refusal.get() + "; are --shared-key, --user and --password right?");
    }
    link.limitReads(0);
  }

  private HandshakeMessage read(String what) throws IOException {
    ByteBuf frame = Unpooled.buffer(READ_BYTES, HandshakeCodec.MAX_BYTES);
    try {
      InputStream in = link.input();
      while (!HandshakeCodec.isWhole(frame, 0)) {
        link.limitReads(leftMillis());
        int room = Math.min(READ_BYTES, HandshakeCodec.MAX_BYTES - frame.writerIndex());
        if (room == 0) {
          throw new RefusedException(
              "the receiver's handshake is longer than " + HandshakeCodec.MAX_BYTES + " bytes");
        }
        if (frame.writeBytes(in, room) < 0) {
          throw new RefusedException("the receiver closed the connection instead of " + what);
        }
      }
      return HandshakeCodec.decode(frame, 0);
    } catch (SSLException e) {
      throw TlsClient.refused(e);
    } catch (SocketTimeoutException e) {
      throw new RefusedException("within " + maxMillis + " ms the receiver sent no " + what, e);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("the receiver's handshake: " + e.getMessage(), e);
    } finally {
      frame.release();
    }
  }

  private int leftMillis() throws SocketTimeoutException {
    long left = (untilNanos - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("too slow");
    }
    return (int) left;
  }

  private static <T extends HandshakeMessage> T as(Class<T> kind, HandshakeMessage message)
      throws RefusedException {
    if (!kind.isInstance(message)) {
      throw new RefusedException(
          "the receiver sent "
              + message.getClass().getSimpleName()
              + " where "
              + kind.getSimpleName()
              + " was expected");
    }
    return kind.cast(message);
  }
}
