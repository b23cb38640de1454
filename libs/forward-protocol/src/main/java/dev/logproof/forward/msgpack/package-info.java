/** The part of msgpack that the protocol needs: reads headers in place and writes strings. */
package dev.logproof.forward.msgpack;
