/** Result files as versioned JSON. */
package dev.logproof.record.result;
