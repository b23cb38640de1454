/** What a run achieved, and whether a verdict may rest on it. */
package dev.logproof.loadgen.measure;
