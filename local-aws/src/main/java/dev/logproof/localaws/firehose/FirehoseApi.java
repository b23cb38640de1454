package dev.logproof.localaws.firehose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.stream.DeliveryStreams;
import java.util.Map;
import java.util.function.Function;

/** Operations of Firehose. Called by event loops. */
final class FirehoseApi {
  static final String TARGET_PREFIX = "Firehose_20150804.";

  private FirehoseApi() {}

  static TargetApi of(
      DeliveryStreams streams, RecordIds ids, AwsV4Verifier signatures, RequestFaults faults) {
    PutOperations puts = new PutOperations(streams, ids, faults);
    StreamOperations manage = new StreamOperations(streams);
    return TargetApi.of(
        signatures,
        TARGET_PREFIX,
        Map.of(
            "PutRecordBatch", puts::putBatch,
            "PutRecord", puts::putOne,
            "CreateDeliveryStream", tree(manage::create),
            "DescribeDeliveryStream", tree(manage::describe),
            "ListDeliveryStreams", tree(manage::list),
            "DeleteDeliveryStream", tree(manage::delete)));
  }

  private static TargetApi.Operation tree(Function<JsonStruct, ObjectNode> operation) {
    return (request, buffers, fault) ->
        new ApiResponse(
            WireFormat.JSON.write(
                buffers, operation.apply(WireFormat.JSON.read(request.content()))),
            0);
  }
}
