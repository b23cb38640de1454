/** The command {@code experiment}: runs tasks, load, deployments and verification as processes. */
package dev.logproof.experiment;
