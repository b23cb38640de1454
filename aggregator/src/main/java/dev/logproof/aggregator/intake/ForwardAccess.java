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
 * What a client of a forward input must do before it may send. Thread-safe when the generator is.
 *
 * @param rules of the handshake; none without {@code <security>}
 * @param tls of the connection; none for plain TCP
 * @param random for nonces
 * @param maxHandshakeMillis time for TLS, and then for the handshake, before it is closed
 */
public record ForwardAccess(
    Optional<AccessRules> rules,
    Optional<SslContext> tls,
    RandomGenerator random,
    long maxHandshakeMillis) {
  /** Fluentd has no such limit; Go's client waits 10 s for an answer by default. */
  public static final long DEFAULT_HANDSHAKE_MILLIS = 10_000;

  /** Everybody may send, unencrypted. */
  public static final ForwardAccess OPEN =
      new ForwardAccess(
          Optional.empty(),
          Optional.empty(),
          RandomGenerator.getDefault(),
          DEFAULT_HANDSHAKE_MILLIS);

  /** The handshake that {@code channel}'s client must pass. */
  Optional<Handshake> handshake(Channel channel) {
    return rules.map(asked -> new Handshake(asked, peer(channel), random));
  }

  private static InetAddress peer(Channel channel) {
    return ((InetSocketAddress) channel.remoteAddress()).getAddress();
  }

  /**
   * Puts TLS in front of what is in {@code channel}'s pipeline.
   *
   * @param memory for records that are not complete
   */
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
