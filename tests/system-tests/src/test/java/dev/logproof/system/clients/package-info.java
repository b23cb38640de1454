/** Third-party and hostile clients. */
package dev.logproof.system.clients;
