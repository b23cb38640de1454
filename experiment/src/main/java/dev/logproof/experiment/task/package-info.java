/** Aggregator tasks and the targets registered for them. */
package dev.logproof.experiment.task;
