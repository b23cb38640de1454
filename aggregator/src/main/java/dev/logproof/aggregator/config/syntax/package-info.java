/** The grammar of fluent.conf: parses text into a tree of elements with their locations. */
package dev.logproof.aggregator.config.syntax;
