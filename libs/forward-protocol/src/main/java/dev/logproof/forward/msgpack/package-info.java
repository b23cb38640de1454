/** The little of msgpack that the protocol needs: headers read in place, strings written. */
package dev.logproof.forward.msgpack;
