/** Gathers records into objects and puts them into S3 until they are there. */
package dev.logproof.localaws.delivery;
