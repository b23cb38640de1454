/** Verifies request signatures as AWS does. */
package dev.logproof.localaws.auth;
