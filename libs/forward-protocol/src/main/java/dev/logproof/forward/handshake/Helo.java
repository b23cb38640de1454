package dev.logproof.forward.handshake;

/**
 * {@code ["HELO", {nonce, auth, keepalive}]}, from server to client.
 *
 * @param nonce part of this connection's digests
 * @param auth salt of the password digest; empty when the server asks for no user
 * @param keepalive whether the server keeps the connection open; true by default
 */
public record Helo(Octets nonce, Octets auth, boolean keepalive) implements HandshakeMessage {}
