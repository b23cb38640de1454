package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.Handshake;
import dev.logproof.aggregator.access.Security;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;

/**
 * Requirements for clients of a forward input. Thread-safe when {@code random} is.
 *
 * @param maxHandshakeMillis limit of the forward handshake
 */
public record ForwardAccess(
    Security security, Encryption encryption, RandomGenerator random, long maxHandshakeMillis) {
  /** The Go client's default response timeout; Fluentd has no limit. */
  public static final long DEFAULT_HANDSHAKE_MILLIS = 10_000;

  /** Admits every client, unencrypted. */
  public static final ForwardAccess OPEN =
      new ForwardAccess(
          Security.OPEN, Encryption.NONE, RandomGenerator.getDefault(), DEFAULT_HANDSHAKE_MILLIS);

  Admission admission(Channel channel) {
    return security instanceof AccessRules rules
        ? new HandshakeAdmission(
            channel, new Handshake(rules, peer(channel), random), maxHandshakeMillis)
        : Admission.OPEN;
  }

  private static InetAddress peer(Channel channel) {
    return ((InetSocketAddress) channel.remoteAddress()).getAddress();
  }
}
