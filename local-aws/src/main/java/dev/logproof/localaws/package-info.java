/** Stands in for what AWS does between PutRecordBatch and the object in S3. */
package dev.logproof.localaws;
