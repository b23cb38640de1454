/** Parses fluent.conf into a tree of elements with their locations. */
package dev.logproof.aggregator.config.syntax;
