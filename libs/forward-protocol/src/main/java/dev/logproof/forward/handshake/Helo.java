package dev.logproof.forward.handshake;

/**
 * {@code ["HELO", {nonce, auth, keepalive}]}, from server to client.
 *
 * @param auth salt of the password digest; empty when the server asks for no user
 * @param keepalive true by default
 */
public record Helo(Octets nonce, Octets auth, boolean keepalive) implements HandshakeMessage {}
