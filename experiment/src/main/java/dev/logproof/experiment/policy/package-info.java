/** Decisions of the suites: scaling, range of a sweep, number of deployments; pure computation. */
package dev.logproof.experiment.policy;
