package dev.logproof.localaws.firehose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.api.Operations;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.stream.DeliveryStreams;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Dispatches Firehose's operations by {@code X-Amz-Target}. Called by event loops. */
final class FirehoseApi implements TargetApi {
  static final String TARGET_PREFIX = "Firehose_20150804.";

  private final AwsV4Verifier signatures;
  private final Operations<Operation> operations;

  /** The caller releases the response body. */
  @FunctionalInterface
  private interface Operation {
    ApiResponse answer(ByteBuf body, ByteBufAllocator buffers, RequestFault fault);
  }

  FirehoseApi(
      DeliveryStreams streams, RecordIds ids, AwsV4Verifier signatures, RequestFaults faults) {
    this.signatures = signatures;
    PutOperations puts = new PutOperations(streams, ids, faults);
    StreamOperations manage = new StreamOperations(streams);
    operations =
        new Operations<>(
            TARGET_PREFIX,
            Map.of(
                "PutRecordBatch", puts::putBatch,
                "PutRecord", puts::putOne,
                "CreateDeliveryStream", tree(manage::create),
                "DescribeDeliveryStream", tree(manage::describe),
                "ListDeliveryStreams", tree(manage::list),
                "DeleteDeliveryStream", tree(manage::delete)));
  }

  @Override
  public String targetPrefix() {
    return TARGET_PREFIX;
  }

  @Override
  public Instant now() {
    return signatures.now();
  }

  @Override
  public ApiResponse answer(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault) {
    new NettySignedRequest(request).check(signatures);
    String target = Optional.ofNullable(request.headers().get("x-amz-target")).orElse("");
    return operations.find(target).answer(request.content(), buffers, fault);
  }

  private static Operation tree(Function<JsonStruct, ObjectNode> operation) {
    return (body, buffers, fault) ->
        new ApiResponse(
            WireFormat.JSON.write(buffers, operation.apply(WireFormat.JSON.read(body))), 0);
  }
}
