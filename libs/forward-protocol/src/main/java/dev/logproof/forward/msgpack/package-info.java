/** Reads msgpack headers in place and writes strings. */
package dev.logproof.forward.msgpack;
