/** Where tracers are looked for, and how they are found in a stream of bytes. */
package dev.logproof.verify.source;
