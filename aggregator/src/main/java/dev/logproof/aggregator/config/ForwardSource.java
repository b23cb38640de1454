package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.TlsSettings;
import java.util.Optional;

/**
 * A {@code <source>} of the forward protocol.
 *
 * @param id {@code @id}, or a name made from the type; unique in a configuration
 * @param bind address to listen on
 * @param port port to listen on; 0 is any free one
 * @param label {@code @label} with its {@code @}, or "" for the routes of the top level
 * @param ackOn when acknowledgements are sent
 * @param dedupeInFlight whether a chunk that is sent again while it is in flight joins it
 * @param maxFrameBytes {@code chunk_size_limit}: largest message accepted, before decompression
 * @param backlog length of the kernel's queue of connections not yet accepted
 * @param access {@code <security>}: who may send; everybody without it
 * @param tls {@code <transport tls>}; plain TCP without it
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
