/** From bytes to whole, validated frames and answers, without an object per event. */
package dev.logproof.forward.decode;
