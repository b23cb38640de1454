/** Finds tracers with Athena, for destinations that one machine cannot read in full. */
package dev.logproof.verify.source.athena;
