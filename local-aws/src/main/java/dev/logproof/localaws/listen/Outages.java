package dev.logproof.localaws.listen;

import java.io.IOException;

/** A service that can be unreachable for a time. Thread-safe. */
public interface Outages {
  /**
   * Resets connections, and new ones while the outage is active.
   *
   * @param refuse refuses new connections instead, until {@link #endOutage}
   * @throws IOException when the port cannot be kept reserved
   */
  void beginOutage(boolean refuse) throws IOException;

  /**
   * Accepts connections again.
   *
   * @throws IOException when the port is unavailable
   */
  void endOutage() throws IOException;
}
