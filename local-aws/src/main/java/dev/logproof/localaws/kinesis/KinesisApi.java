package dev.logproof.localaws.kinesis;

import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.api.Operations;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.firehose.NettySignedRequest;
import dev.logproof.localaws.firehose.TargetApi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpRequest;
import java.time.Instant;
import java.util.Map;

/** Dispatches Kinesis' operations by {@code X-Amz-Target}. Called by event loops. */
public final class KinesisApi implements TargetApi {
  private static final String TARGET_PREFIX = "Kinesis_20131202.";

  private final AwsV4Verifier signatures;
  private final Operations<Operation> operations;

  /** The caller releases the response body. */
  @FunctionalInterface
  private interface Operation {
    ApiResponse answer(
        WireFormat format, ByteBuf body, ByteBufAllocator buffers, RequestFault fault);
  }

  /** An operation that takes no records. */
  @FunctionalInterface
  private interface Management {
    ApiResponse answer(WireFormat format, JsonStruct request, ByteBufAllocator buffers);
  }

  /** Serves {@code streams}. */
  public KinesisApi(KinesisStreams streams, AwsV4Verifier signatures, RequestFaults faults) {
    this.signatures = signatures;
    KinesisPuts puts = new KinesisPuts(streams, faults);
    ShardReads reads = new ShardReads(streams);
    StreamAdministration manage = new StreamAdministration(streams);
    operations =
        new Operations<>(
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

  private static Operation tree(Management operation) {
    return (format, body, buffers, fault) -> operation.answer(format, format.read(body), buffers);
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
    Operation operation = operations.find(request.headers().get("x-amz-target", ""));
    return operation.answer(WireFormat.of(request), request.content(), buffers, fault);
  }
}
