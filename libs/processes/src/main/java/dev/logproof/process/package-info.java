/** Child processes: start with logs, wait for a ready line, stop, kill. */
package dev.logproof.process;
