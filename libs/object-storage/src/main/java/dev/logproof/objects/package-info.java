/**
 * Objects in S3 as every program reaches them: where, through which client, and what went wrong.
 */
package dev.logproof.objects;
