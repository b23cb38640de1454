/** Finds tracers in OpenSearch documents. */
package dev.logproof.verify.source.opensearch;
