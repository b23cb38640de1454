/** Fuzz targets and their properties. */
package dev.logproof.fuzz.subject;
