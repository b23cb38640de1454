/** Shared parts of the AWS APIs: named errors and operations. */
package dev.logproof.localaws.api;
