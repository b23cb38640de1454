package dev.logproof.loadgen.access;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How bytes travel over a TCP connection. */
public sealed interface Transport permits Transport.Plain, TlsClient {
  /**
   * Completes the transport's handshake within a time limit.
   *
   * @param silent whether the receiver sends nothing before events arrive
   */
  Link over(PlainLink plain, InetSocketAddress address, int maxMillis, boolean silent)
      throws IOException;

  /** Unencrypted. */
  record Plain() implements Transport {
    @Override
    public Link over(PlainLink plain, InetSocketAddress address, int maxMillis, boolean silent) {
      return plain;
    }
  }
}
