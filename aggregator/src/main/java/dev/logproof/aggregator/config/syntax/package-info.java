/** The grammar of fluent.conf: text to a tree of elements, with the place of everything. */
package dev.logproof.aggregator.config.syntax;
