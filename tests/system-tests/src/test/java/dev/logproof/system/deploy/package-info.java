/** Checks of {@code deploy/} against the public specifications of what it describes. */
package dev.logproof.system.deploy;
