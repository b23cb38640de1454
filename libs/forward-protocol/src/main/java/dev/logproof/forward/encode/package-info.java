/** From values to frames. */
package dev.logproof.forward.encode;
