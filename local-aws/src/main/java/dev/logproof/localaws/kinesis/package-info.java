/** The API of Kinesis Data Streams over streams in memory. */
package dev.logproof.localaws.kinesis;
