package dev.logproof.aggregator.config;

import java.util.Optional;

/**
 * Delivery to one Firehose stream.
 *
 * @param id {@code @id}, or a generated name; unique in a configuration
 * @param region {@code region}; empty to use the AWS SDK's standard chain
 * @param deliveryStreamName {@code delivery_stream_name}, checked against Firehose's naming rule
 * @param dataKey field whose value is sent instead of the whole event as JSON
 * @param chompRecord whether a JSON line ends without a line feed, unless appendNewLine adds one
 * @param appendNewLine whether each event ends with exactly one line feed, in place of its own line
 *     ending; a JSON line ends with one even without this setting
 * @param aggregateRecords whether to pack as many events per record as Firehose accepts; for
 *     streams to S3, which receive the same bytes at lower cost
 */
public record FirehoseOutput(
    String id,
    Optional<String> region,
    String deliveryStreamName,
    Optional<String> dataKey,
    boolean chompRecord,
    boolean appendNewLine,
    boolean aggregateRecords,
    BufferConfig buffer)
    implements OutputConfig {}
