/** SQL engine for local-aws's Athena: Trino with its Hive connector over S3. */
package dev.logproof.athenaengine;
