package dev.logproof.aggregator.config;

import java.util.Optional;

/**
 * Delivery to one Firehose stream.
 *
 * @param id {@code @id}, or a name made from the type; unique in a configuration
 * @param region {@code region}; empty leaves it to the AWS SDK's standard chain
 * @param deliveryStreamName {@code delivery_stream_name}, checked against Firehose's naming rule
 * @param dataKey send the value of this field alone instead of the whole record as JSON
 * @param chompRecord a JSON line ends without a line feed, unless appendNewLine adds one
 * @param appendNewLine end each event with exactly one line feed, in place of a line ending that it
 *     has; a JSON line ends with one even without it
 * @param aggregateRecords as many events a record as Firehose takes, for streams to S3: the same
 *     bytes there, on a smaller bill
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
