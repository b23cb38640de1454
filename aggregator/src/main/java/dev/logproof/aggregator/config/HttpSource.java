package dev.logproof.aggregator.config;

/**
 * A {@code <source>} that takes events by HTTP.
 *
 * @param id {@code @id}, or a name made from the type; unique in a configuration
 * @param bind address to listen on
 * @param port port to listen on; 0 is any free one
 * @param label {@code @label} with its {@code @}, or "" for the routes of the top level
 * @param maxBodyBytes {@code body_size_limit}: largest request body accepted
 * @param keepaliveTimeoutMillis {@code keepalive_timeout}: idle time after which it is closed
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
