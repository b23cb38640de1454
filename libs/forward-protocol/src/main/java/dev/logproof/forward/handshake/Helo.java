package dev.logproof.forward.handshake;

/**
 * {@code ["HELO", {nonce, auth, keepalive}]}, from server to client.
 *
 * @param nonce goes into the digests of this connection
 * @param auth salt of the password digest; empty when users are not asked for
 * @param keepalive whether the server lets the connection stay open; true when it does not say
 */
public record Helo(Octets nonce, Octets auth, boolean keepalive) implements HandshakeMessage {}
