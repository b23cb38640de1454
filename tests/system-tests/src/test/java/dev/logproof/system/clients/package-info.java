/** Clients that logproof did not write, and hostile ones. */
package dev.logproof.system.clients;
