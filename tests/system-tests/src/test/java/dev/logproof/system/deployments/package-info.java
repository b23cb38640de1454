/** Stops and rolling deployments under load. */
package dev.logproof.system.deployments;
