/** Fuzz targets and the properties that must hold for every input. */
package dev.logproof.fuzz.subject;
