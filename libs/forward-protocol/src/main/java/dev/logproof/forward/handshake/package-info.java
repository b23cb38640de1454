/** Authenticates clients: the frames HELO, PING and PONG, and their digests. */
package dev.logproof.forward.handshake;
