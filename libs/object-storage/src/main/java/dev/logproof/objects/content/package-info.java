/** What stored objects and files hold: lines, in whatever form of compression they are. */
package dev.logproof.objects.content;
