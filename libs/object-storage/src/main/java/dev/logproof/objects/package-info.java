/** Access to S3 that all programs share: locations, clients and error messages. */
package dev.logproof.objects;
