/** The SQL engine under local-aws's Athena: Trino with its Hive connector over S3. */
package dev.logproof.athenaengine;
