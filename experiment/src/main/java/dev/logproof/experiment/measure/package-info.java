/** Resource usage of processes. */
package dev.logproof.experiment.measure;
