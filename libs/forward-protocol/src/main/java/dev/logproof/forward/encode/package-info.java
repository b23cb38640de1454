/** Encodes acknowledgements. */
package dev.logproof.forward.encode;
