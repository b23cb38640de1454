/** What is fuzzed, and what must hold for every input. */
package dev.logproof.fuzz.subject;
