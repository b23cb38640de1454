package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.Handshake;
import dev.logproof.forward.decode.FrameMemory;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Requirements for clients of a forward input. Thread-safe when {@code random} is.
 *
 * @param rules empty without {@code <security>}
 * @param tls empty for plain TCP
 * @param maxHandshakeMillis limit of the TLS handshake, and again of the forward handshake
 */
public record ForwardAccess(
    Optional<AccessRules> rules,
    Optional<SslContext> tls,
    RandomGenerator random,
    long maxHandshakeMillis) {
  /** The Go client's default response timeout; Fluentd has no limit. */
  public static final long DEFAULT_HANDSHAKE_MILLIS = 10_000;

  /** Admits every client, unencrypted. */
  public static final ForwardAccess OPEN =
      new ForwardAccess(
          Optional.empty(),
          Optional.empty(),
          RandomGenerator.getDefault(),
          DEFAULT_HANDSHAKE_MILLIS);

  Optional<Handshake> handshake(Channel channel) {
    return rules.map(asked -> new Handshake(asked, peer(channel), random));
  }

  private static InetAddress peer(Channel channel) {
    return ((InetSocketAddress) channel.remoteAddress()).getAddress();
  }

  /** Adds TLS, if configured; {@code memory} counts incomplete records. */
  Optional<TlsRecords> encrypt(Channel channel, FrameMemory memory) {
    return tls.map(
        context -> {
          SslHandler handler = context.newHandler(channel.alloc());
          handler.setHandshakeTimeoutMillis(maxHandshakeMillis);
          TlsRecords records = new TlsRecords(memory);
          channel.pipeline().addFirst(records, handler);
          return records;
        });
  }
}
