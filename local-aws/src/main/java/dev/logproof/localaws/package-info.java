/** A local stand-in for AWS from PutRecordBatch to the object in S3. */
package dev.logproof.localaws;
