package dev.logproof.loadgen.access;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Transport to receivers and credentials for them. */
public record Access(Transport transport, Credentials credentials) {
  /** Plain TCP, as Docker's driver uses it. */
  public static final Access PLAIN = new Access(new Transport.Plain(), new Credentials.Anonymous());

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
    boolean silent = credentials instanceof Credentials.Anonymous;
    Link link = transport.over(plain, address, MAX_HANDSHAKE_MILLIS, silent);
    if (credentials instanceof Credentials.SharedKey key) {
      SharedKeyExchange.within(MAX_HANDSHAKE_MILLIS, link).run(key.identity());
    }
    return link;
  }
}
