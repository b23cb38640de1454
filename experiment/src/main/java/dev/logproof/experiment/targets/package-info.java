/** Aggregators under test: how their tasks are named, configured and started. */
package dev.logproof.experiment.targets;
