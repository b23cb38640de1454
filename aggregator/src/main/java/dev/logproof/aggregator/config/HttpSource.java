package dev.logproof.aggregator.config;

/**
 * A {@code <source>} that receives events over HTTP.
 *
 * @param port 0 for any free port
 * @param label with its {@code @}; "" for the top level
 */
public record HttpSource(
    String id,
    String bind,
    int port,
    String label,
    TagChange tags,
    HttpParse parse,
    CorsOrigins origins,
    int maxBodyBytes,
    long keepaliveTimeoutMillis,
    int backlog) {}
