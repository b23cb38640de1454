/** Athena's API over a real SQL engine that queries the objects in S3. */
package dev.logproof.localaws.athena;
