/** Notations of Ruby in fluent.conf: regular expressions, time formats, paths and placeholders. */
package dev.logproof.aggregator.ruby;
