package dev.logproof.aggregator.intake;

import dev.logproof.forward.decode.FrameMemory;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/** Encrypts the connections of an input. Thread-safe. */
@FunctionalInterface
public interface Encryption {
  /** Plain TCP. */
  Encryption NONE = (channel, memory) -> TlsRecords.NONE;

  /** Adds handlers to a new channel; {@code memory} counts incomplete TLS records. */
  TlsRecords encrypt(Channel channel, FrameMemory memory);

  /** Returns TLS with a limit of each handshake. */
  static Encryption tls(SslContext context, long maxHandshakeMillis) {
    return (channel, memory) -> {
      SslHandler handler = context.newHandler(channel.alloc());
      handler.setHandshakeTimeoutMillis(maxHandshakeMillis);
      TlsRecords records = new TlsRecords(memory);
      channel.pipeline().addFirst(records, handler);
      return records;
    };
  }
}
