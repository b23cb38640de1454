/** Live display of a run. */
package dev.logproof.experiment.screen;
