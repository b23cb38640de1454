/** Deployments and tasks of Amazon ECS. */
package dev.logproof.experiment.ecs;
