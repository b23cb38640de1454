/** What every program's command line shares; knows nothing of logs. */
package dev.logproof.commandline;
