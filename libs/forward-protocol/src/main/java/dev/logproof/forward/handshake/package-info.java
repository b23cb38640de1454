/** Who may send: the frames HELO, PING and PONG, and the digests in them. */
package dev.logproof.forward.handshake;
