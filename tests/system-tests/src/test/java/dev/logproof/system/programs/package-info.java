/** Rules for all programs: structure, bad input. */
package dev.logproof.system.programs;
