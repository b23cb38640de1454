package dev.logproof.localaws.kinesis;

import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.firehose.TargetApi;
import java.util.Map;

/** Operations of Kinesis Data Streams. Called by event loops. */
public final class KinesisApi {
  private static final String TARGET_PREFIX = "Kinesis_20131202.";

  private KinesisApi() {}

  /** An operation that takes no records. */
  @FunctionalInterface
  private interface Management {
    WireFormat.Content answer(WireFormat format, JsonStruct request);
  }

  /** Serves {@code streams}. */
  public static TargetApi of(
      KinesisStreams streams, AwsV4Verifier signatures, RequestFaults faults) {
    KinesisPuts puts = new KinesisPuts(streams, faults);
    ShardReads reads = new ShardReads(streams);
    StreamAdministration manage = new StreamAdministration(streams);
    return TargetApi.of(
        signatures,
        TARGET_PREFIX,
        Map.of(
            "PutRecords", puts::putBatch,
            "PutRecord", puts::putOne,
            "GetShardIterator", tree(reads::iterator),
            "GetRecords", tree(reads::records),
            "CreateStream", tree(manage::create),
            "DeleteStream", tree(manage::delete),
            "DescribeStreamSummary", tree(manage::describe),
            "ListStreams", tree(manage::list),
            "ListShards", tree(manage::shards)));
  }

  private static TargetApi.Operation tree(Management operation) {
    return (request, buffers, fault) -> {
      WireFormat format = WireFormat.of(request);
      WireFormat.Content content = operation.answer(format, format.read(request.content()));
      return new ApiResponse(format.write(buffers, content), 0);
    };
  }
}
