/** Access to OpenSearch that its delivery and its verification share. */
package dev.logproof.opensearch;
