/** Decodes bytes into validated frames and responses, without an object per event. */
package dev.logproof.forward.decode;
