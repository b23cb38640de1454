/** What a process costs, read from the operating system. */
package dev.logproof.experiment.measure;
