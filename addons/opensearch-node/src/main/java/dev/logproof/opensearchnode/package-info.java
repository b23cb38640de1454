/** A real OpenSearch node, as small as it goes. */
package dev.logproof.opensearchnode;
