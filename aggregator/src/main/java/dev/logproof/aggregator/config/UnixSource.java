package dev.logproof.aggregator.config;

import java.nio.file.Path;

/**
 * A {@code <source>} of the forward protocol on a unix domain socket.
 *
 * @param tag replaces the tags of all events; "" to keep them
 * @param label with its {@code @}; "" for the top level
 */
public record UnixSource(String id, Path path, int backlog, String tag, String label) {}
