/**
 * Athena's definitions are Hive's language, its queries are Trino's: this translates the former
 * into the latter. Pure.
 */
package dev.logproof.localaws.athena.hive;
