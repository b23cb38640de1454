package dev.logproof.forward.handshake;

/**
 * A frame of the handshake that {@code <security>} asks for: the server says {@link Helo}, the
 * client answers {@link Ping}, the server ends with {@link Pong}.
 */
public sealed interface HandshakeMessage permits Helo, Ping, Pong {}
