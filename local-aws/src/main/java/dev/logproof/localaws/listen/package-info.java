/** Ports that fail on purpose. */
package dev.logproof.localaws.listen;
