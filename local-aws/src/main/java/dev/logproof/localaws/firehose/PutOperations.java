package dev.logproof.localaws.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.faults.CallErrorCode;
import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.stream.DeliveryStream;
import dev.logproof.localaws.stream.DeliveryStreams;
import dev.logproof.localaws.stream.PutResult;
import dev.logproof.localaws.stream.RecordBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * PutRecord and PutRecordBatch with injected faults. Called by event loops; each reuses its
 * buffers.
 */
final class PutOperations {
  private static final int ANSWER_BYTES_A_RECORD = 90;
  private static final byte[] ACCEPTED = ascii("{\"RecordId\":\"");
  private static final byte[] ACCEPTED_END = ascii("\"}");
  private static final byte[] REJECTED =
      ascii(
          "{\"ErrorCode\":\"ServiceUnavailableException\",\"ErrorMessage\":\""
              + FirehoseErrors.SLOW_DOWN
              + "\"}");
  private static final byte[] BROKEN =
      ascii("{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"Internal failure (fault).\"}");

  private final DeliveryStreams streams;
  private final RecordIds ids;
  private final RequestFaults faults;
  private final FastThreadLocal<PutReader> readers =
      new FastThreadLocal<>() {
        @Override
        protected PutReader initialValue() {
          return new PutReader();
        }
      };

  PutOperations(DeliveryStreams streams, RecordIds ids, RequestFaults faults) {
    this.faults = faults;
    this.streams = streams;
    this.ids = ids;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Records fail individually. */
  ApiResponse putBatch(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault) {
    PutReader reader = readers.get();
    put(reader.readBatch(new ByteBufInputStream(request.content())), reader.batch(), fault);
    return new ApiResponse(answer(reader.batch(), buffers), acceptedRecords(reader.batch()));
  }

  private static int acceptedRecords(RecordBatch batch) {
    return batch.records() - batch.rejectedRecords();
  }

  /** A rejected record fails the call. */
  ApiResponse putOne(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault) {
    PutReader reader = readers.get();
    put(reader.readOne(new ByteBufInputStream(request.content())), reader.batch(), fault);
    if (reader.batch().rejectedRecords() > 0) {
      throw FirehoseErrors.unavailable();
    }
    ByteBuf answer = buffers.buffer(ANSWER_BYTES_A_RECORD);
    answer.writeBytes(ACCEPTED);
    ids.writeNext(answer);
    ByteBufUtil.writeAscii(answer, "\",\"Encrypted\":false}");
    return new ApiResponse(answer, 1);
  }

  private void put(String name, RecordBatch batch, RequestFault fault) {
    DeliveryStream stream =
        streams
            .find(name)
            .orElseThrow(() -> FirehoseErrors.noStream(name, DeliveryStreams.ACCOUNT));
    if (!(fault instanceof RequestFault.NoFault) && faults.strikes(name)) {
      batch.apply(fault, faults, CallErrorCode::exception);
    }
    PutResult result = stream.put(batch);
    if (result == PutResult.FULL) {
      throw FirehoseErrors.unavailable();
    }
    if (result == PutResult.DELETED) {
      throw FirehoseErrors.noStream(name, DeliveryStreams.ACCOUNT);
    }
  }

  private ByteBuf answer(RecordBatch batch, ByteBufAllocator buffers) {
    ByteBuf answer = buffers.buffer((batch.records() + 1) * ANSWER_BYTES_A_RECORD);
    ByteBufUtil.writeAscii(
        answer,
        "{\"FailedPutCount\":"
            + batch.rejectedRecords()
            + ",\"Encrypted\":false,\"RequestResponses\":[");
    for (int i = 0; i < batch.records(); i++) {
      if (i > 0) {
        answer.writeByte(',');
      }
      writeOutcome(batch, i, answer);
    }
    ByteBufUtil.writeAscii(answer, "]}");
    return answer;
  }

  private void writeOutcome(RecordBatch batch, int record, ByteBuf answer) {
    if (batch.isBroken(record)) {
      answer.writeBytes(BROKEN);
    } else if (batch.isRejected(record)) {
      answer.writeBytes(REJECTED);
    } else {
      answer.writeBytes(ACCEPTED);
      ids.writeNext(answer);
      answer.writeBytes(ACCEPTED_END);
    }
  }
}
