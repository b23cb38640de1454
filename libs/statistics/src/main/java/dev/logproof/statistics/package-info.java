/** Confidence intervals; pure computation without I/O. */
package dev.logproof.statistics;
