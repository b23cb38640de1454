/** Lets Athena look for tracers where one machine is too small to read everything. */
package dev.logproof.verify.source.athena;
