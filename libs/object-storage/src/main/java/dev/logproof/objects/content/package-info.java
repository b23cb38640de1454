/** Decoding of stored objects and files: lines, in any supported compression format. */
package dev.logproof.objects.content;
