/** Looks for tracers in OpenSearch. */
package dev.logproof.verify.source.opensearch;
