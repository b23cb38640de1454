package dev.logproof.localaws.firehose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.Operations;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.auth.SignatureException;
import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.stream.DeliveryStreams;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.handler.codec.http.FullHttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Dispatches Firehose's operations by {@code X-Amz-Target}. Called by event loops. */
final class FirehoseApi {
  static final String TARGET_PREFIX = "Firehose_20150804.";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

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

  Instant now() {
    return signatures.now();
  }

  /**
   * Returns an HTTP 200 response, whose body the caller releases.
   *
   * @throws ApiException for any other response
   */
  ApiResponse answer(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault) {
    try {
      signatures.check(new NettySignedRequest(request));
    } catch (SignatureException e) {
      throw ApiException.caller(e.type(), e.getMessage());
    }
    String target = Optional.ofNullable(request.headers().get("x-amz-target")).orElse("");
    return operations.find(target).answer(request.content(), buffers, fault);
  }

  private static Operation tree(Function<JsonStruct, ObjectNode> operation) {
    return (body, buffers, fault) ->
        new ApiResponse(write(operation.apply(read(body)), buffers), 0);
  }

  private static JsonStruct read(ByteBuf body) {
    try (InputStream in = new ByteBufInputStream(body)) {
      JsonNode tree = JSON.readTree(in);
      return JsonStruct.of(tree, "");
    } catch (JsonProcessingException e) {
      throw FirehoseErrors.serialization(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ByteBuf error(ApiException error, ByteBufAllocator buffers) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", error.type()).put("message", error.getMessage());
    return write(body, buffers);
  }

  private static ByteBuf write(ObjectNode tree, ByteBufAllocator buffers) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(tree);
      return buffers.buffer(bytes.length).writeBytes(bytes);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
