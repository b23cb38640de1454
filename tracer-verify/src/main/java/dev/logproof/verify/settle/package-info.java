/** Repeats scans until the destination is stable. */
package dev.logproof.verify.settle;
