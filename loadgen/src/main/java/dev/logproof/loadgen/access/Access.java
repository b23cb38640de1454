package dev.logproof.loadgen.access;

import dev.logproof.forward.handshake.ClientIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Transport and credentials.
 *
 * @param tls empty for plain TCP
 * @param identity empty when the receiver does not ask
 */
public record Access(Optional<TlsClient> tls, Optional<ClientIdentity> identity) {
  /** Plain TCP, as Docker's driver uses it. */
  public static final Access PLAIN = new Access(Optional.empty(), Optional.empty());

  private static final int MAX_HANDSHAKE_MILLIS = 5_000;

  /** Connects and completes the handshakes within a time limit; errors name the receiver. */
  public Link open(InetSocketAddress address) throws IOException {
    String receiver = address.getHostString() + ":" + address.getPort();
    PlainLink plain;
    try {
      plain = PlainLink.to(address);
    } catch (IOException e) {
      throw new IOException("cannot connect to " + receiver + ": " + e.getMessage(), e);
    }
    try {
      return shakeHands(plain, address);
    } catch (RefusedException e) {
      plain.close();
      throw new RefusedException(receiver + ": " + e.getMessage(), e);
    } catch (IOException e) {
      plain.close();
      throw new IOException(receiver + ": " + e.getMessage(), e);
    }
  }

  private Link shakeHands(PlainLink plain, InetSocketAddress address) throws IOException {
    Link link =
        tls.isPresent()
            ? tls.get().wrap(plain, address, MAX_HANDSHAKE_MILLIS, identity.isEmpty())
            : plain;
    if (identity.isPresent()) {
      new SharedKeyExchange(link, MAX_HANDSHAKE_MILLIS).run(identity.get());
    }
    return link;
  }
}
