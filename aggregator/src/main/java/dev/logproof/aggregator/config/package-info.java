/** What the aggregator was told to do: fluent.conf read, checked and typed. */
package dev.logproof.aggregator.config;
