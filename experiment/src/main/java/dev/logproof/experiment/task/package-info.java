/** Aggregator tasks and the targets that a load balancer would have registered. */
package dev.logproof.experiment.task;
