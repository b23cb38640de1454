/** Reads certificates and private keys from PEM files. */
package dev.logproof.pem;
