/**
 * Translates Athena's DDL, which is Hive's dialect, to Trino's, which Athena's queries already use.
 * Performs no I/O.
 */
package dev.logproof.localaws.athena.hive;
