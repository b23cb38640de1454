/** Verification of real destinations. */
package dev.logproof.system.verify;
