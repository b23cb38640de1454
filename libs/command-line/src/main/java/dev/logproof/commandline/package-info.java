/** Command-line support shared by all programs; independent of logs. */
package dev.logproof.commandline;
