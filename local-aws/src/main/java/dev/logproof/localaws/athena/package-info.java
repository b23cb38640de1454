/** Athena's API over a real engine: queries run on the objects that are in S3. */
package dev.logproof.localaws.athena;
