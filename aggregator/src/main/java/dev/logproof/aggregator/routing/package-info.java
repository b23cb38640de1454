/** From a tag to its output, by Fluentd's patterns; free of network and files. */
package dev.logproof.aggregator.routing;
