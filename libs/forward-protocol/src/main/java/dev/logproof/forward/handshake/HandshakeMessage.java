package dev.logproof.forward.handshake;

/**
 * A frame of the handshake that {@code <security>} requires: the server sends {@link Helo}, the
 * client responds with {@link Ping}, the server ends with {@link Pong}.
 */
public sealed interface HandshakeMessage permits Helo, Ping, Pong {}
