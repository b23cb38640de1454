/** From bytes to whole, validated frames, without an object per frame or event. */
package dev.logproof.forward.decode;
