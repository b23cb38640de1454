package dev.logproof.localaws.firehose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.stream.DeliveryStreams;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Operations of Firehose. Called by event loops. */
final class FirehoseApi {
  static final String TARGET_PREFIX = "Firehose_20150804.";

  private FirehoseApi() {}

  static TargetApi of(
      DeliveryStreams streams, RecordIds ids, AwsV4Verifier signatures, RequestFaults faults) {
    PutOperations puts = new PutOperations(streams, ids, faults);
    Map<String, TargetApi.Operation> operations =
        new HashMap<>(Map.of("PutRecordBatch", puts::putBatch, "PutRecord", puts::putOne));
    new StreamOperations(streams)
        .byName()
        .forEach((name, operation) -> operations.put(name, tree(operation)));
    return TargetApi.of(signatures, TARGET_PREFIX, operations);
  }

  private static TargetApi.Operation tree(Function<JsonStruct, ObjectNode> operation) {
    return (request, buffers, fault) ->
        new ApiResponse(
            WireFormat.JSON.write(
                buffers, operation.apply(WireFormat.JSON.read(request.content()))),
            0);
  }
}
