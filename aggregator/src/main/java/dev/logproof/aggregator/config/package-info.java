/** Reads fluent.conf into a typed, validated model. */
package dev.logproof.aggregator.config;
