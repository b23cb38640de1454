/** Capacity planning; pure computation without I/O. */
package dev.logproof.reports.capacity;
