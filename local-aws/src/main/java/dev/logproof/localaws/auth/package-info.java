/** Checks the signature of a request, as AWS does. */
package dev.logproof.localaws.auth;
