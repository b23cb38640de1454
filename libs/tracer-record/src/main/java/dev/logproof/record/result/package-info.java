/** Result files for other programs and for people: versioned JSON. */
package dev.logproof.record.result;
