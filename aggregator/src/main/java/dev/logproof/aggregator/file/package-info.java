/** Events in files: the output {@code file}, and the secondary of other outputs. */
package dev.logproof.aggregator.file;
