/** The {@code experiment} command: runs tasks, load, deployments and verification as processes. */
package dev.logproof.experiment;
