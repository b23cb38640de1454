/** Routes tags to outputs by Fluentd's patterns; independent of network and files. */
package dev.logproof.aggregator.routing;
