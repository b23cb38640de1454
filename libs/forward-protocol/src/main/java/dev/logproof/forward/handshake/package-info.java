/** Authenticates clients through HELO, PING and PONG. */
package dev.logproof.forward.handshake;
