package dev.logproof.aggregator.config;

/**
 * A {@code <source>} that receives events over HTTP.
 *
 * @param id {@code @id}, or a generated name; unique in a configuration
 * @param port port to listen on; 0 for any free port
 * @param label {@code @label} with its {@code @}, or "" for the routes of the top level
 * @param maxBodyBytes {@code body_size_limit}: largest request body accepted
 * @param keepaliveTimeoutMillis {@code keepalive_timeout}: idle time before a connection is closed
 * @param backlog length of the kernel's queue of connections not yet accepted
 */
public record HttpSource(
    String id,
    String bind,
    int port,
    String label,
    int maxBodyBytes,
    long keepaliveTimeoutMillis,
    int backlog) {}
