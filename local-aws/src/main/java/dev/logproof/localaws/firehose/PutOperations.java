package dev.logproof.localaws.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.localaws.stream.DeliveryStream;
import dev.logproof.localaws.stream.DeliveryStreams;
import dev.logproof.localaws.stream.PutResult;
import dev.logproof.localaws.stream.RecordBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.concurrent.FastThreadLocal;

/** PutRecord and PutRecordBatch. Event loops; what a request needs is kept for the next one. */
final class PutOperations {
  private static final int ANSWER_BYTES_A_RECORD = 90;
  private static final byte[] ACCEPTED = ascii("{\"RecordId\":\"");
  private static final byte[] ACCEPTED_END = ascii("\"}");
  private static final byte[] REJECTED =
      ascii(
          "{\"ErrorCode\":\"ServiceUnavailableException\",\"ErrorMessage\":\""
              + ApiException.SLOW_DOWN
              + "\"}");

  private final DeliveryStreams streams;
  private final RecordIds ids;
  private final FastThreadLocal<PutReader> readers =
      new FastThreadLocal<>() {
        @Override
        protected PutReader initialValue() {
          return new PutReader();
        }
      };

  PutOperations(DeliveryStreams streams, RecordIds ids) {
    this.streams = streams;
    this.ids = ids;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Answers a PutRecordBatch; records fail one by one. */
  ByteBuf putBatch(ByteBuf body, ByteBufAllocator buffers) {
    PutReader reader = readers.get();
    put(reader.readBatch(new ByteBufInputStream(body)), reader.batch());
    return answer(reader.batch(), buffers);
  }

  /** Answers a PutRecord; a record that is not taken fails the call. */
  ByteBuf putOne(ByteBuf body, ByteBufAllocator buffers) {
    PutReader reader = readers.get();
    put(reader.readOne(new ByteBufInputStream(body)), reader.batch());
    if (reader.batch().rejectedRecords() > 0) {
      throw ApiException.unavailable();
    }
    ByteBuf answer = buffers.buffer(ANSWER_BYTES_A_RECORD);
    answer.writeBytes(ACCEPTED);
    ids.writeNext(answer);
    ByteBufUtil.writeAscii(answer, "\",\"Encrypted\":false}");
    return answer;
  }

  private void put(String name, RecordBatch batch) {
    DeliveryStream stream =
        streams.find(name).orElseThrow(() -> ApiException.noStream(name, DeliveryStreams.ACCOUNT));
    PutResult result = stream.put(batch);
    if (result == PutResult.FULL) {
      throw ApiException.unavailable();
    }
    if (result == PutResult.DELETED) {
      throw ApiException.noStream(name, DeliveryStreams.ACCOUNT);
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
      writeOutcome(batch.isRejected(i), answer);
    }
    ByteBufUtil.writeAscii(answer, "]}");
    return answer;
  }

  private void writeOutcome(boolean rejected, ByteBuf answer) {
    if (rejected) {
      answer.writeBytes(REJECTED);
    } else {
      answer.writeBytes(ACCEPTED);
      ids.writeNext(answer);
      answer.writeBytes(ACCEPTED_END);
    }
  }
}
