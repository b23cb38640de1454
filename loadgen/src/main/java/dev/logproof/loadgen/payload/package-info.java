/** What is sent: seeded Apache-style lines in Docker's envelope, tracers among them. */
package dev.logproof.loadgen.payload;
