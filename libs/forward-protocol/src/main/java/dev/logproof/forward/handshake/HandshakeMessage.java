package dev.logproof.forward.handshake;

/**
 * A frame of the handshake that {@code <security>} requires: {@link Helo} from the server, {@link
 * Ping} from the client, then {@link Pong} from the server.
 */
public sealed interface HandshakeMessage permits Helo, Ping, Pong {}
