/** Destinations, and the search for tracers in their byte streams. */
package dev.logproof.verify.source;
