/** Access to S3 that all programs share. */
package dev.logproof.objects;
