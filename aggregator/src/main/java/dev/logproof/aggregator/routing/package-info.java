/** Routes tags to outputs by Fluentd's patterns. */
package dev.logproof.aggregator.routing;
