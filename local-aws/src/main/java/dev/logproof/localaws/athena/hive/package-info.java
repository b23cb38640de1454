/** Translates Athena's Hive DDL to Trino's dialect, which queries already use. Performs no I/O. */
package dev.logproof.localaws.athena.hive;
