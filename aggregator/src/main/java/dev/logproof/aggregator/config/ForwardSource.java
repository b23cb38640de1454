package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.TlsSettings;
import java.util.Optional;

/**
 * A {@code <source>} of the forward protocol.
 *
 * @param id {@code @id}, or a generated name; unique in a configuration
 * @param port port to listen on; 0 for any free port
 * @param label {@code @label} with its {@code @}, or "" for the routes of the top level
 * @param ackOn when acknowledgements are sent
 * @param dedupeInFlight whether a frame whose chunk id is in flight joins the earlier frame
 * @param maxFrameBytes {@code chunk_size_limit}: largest frame accepted, before decompression
 * @param backlog length of the kernel's queue of connections not yet accepted
 * @param access {@code <security>}; empty to accept all clients
 * @param tls {@code <transport tls>}; empty for plain TCP
 */
public record ForwardSource(
    String id,
    String bind,
    int port,
    String label,
    AckOn ackOn,
    boolean dedupeInFlight,
    int maxFrameBytes,
    int backlog,
    Optional<AccessRules> access,
    Optional<TlsSettings> tls) {}
