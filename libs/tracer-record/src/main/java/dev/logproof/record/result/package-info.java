/** The result files that programs leave for each other and for people: versioned JSON. */
package dev.logproof.record.result;
