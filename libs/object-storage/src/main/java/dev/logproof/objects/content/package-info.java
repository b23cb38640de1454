/** Decodes stored objects and files in any supported compression format. */
package dev.logproof.objects.content;
