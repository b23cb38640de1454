/** Resource usage of processes, read from the operating system. */
package dev.logproof.experiment.measure;
