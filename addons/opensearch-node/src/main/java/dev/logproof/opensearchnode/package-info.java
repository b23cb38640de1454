/** A minimal, real OpenSearch node. */
package dev.logproof.opensearchnode;
