/** Capacity planning from measurements; pure computation without I/O. */
package dev.logproof.reports.capacity;
