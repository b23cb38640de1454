package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.Security;
import dev.logproof.aggregator.access.TransportSettings;

/**
 * A {@code <source>} of the forward protocol.
 *
 * @param port 0 for any free port
 * @param label with its {@code @}; "" for the top level
 * @param maxConnectionAgeMillis 0 without a limit
 * @param maxFrameBytes {@code chunk_size_limit}, before decompression
 */
public record ForwardSource(
    String id,
    String bind,
    int port,
    String label,
    TagChange tags,
    AckOn ackOn,
    long maxConnectionAgeMillis,
    boolean dedupeInFlight,
    int maxFrameBytes,
    int backlog,
    Security security,
    TransportSettings transport) {
  /** Returns this source with that limit unless it has one. */
  ForwardSource withMaxConnectionAge(long millis) {
    return maxConnectionAgeMillis > 0
        ? this
        : new ForwardSource(
            id,
            bind,
            port,
            label,
            tags,
            ackOn,
            millis,
            dedupeInFlight,
            maxFrameBytes,
            backlog,
            security,
            transport);
  }
}
