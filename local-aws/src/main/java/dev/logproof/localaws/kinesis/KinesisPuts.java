package dev.logproof.localaws.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.kinesis.KinesisStream.Position;
import dev.logproof.localaws.stream.DeliveryStreams;
import dev.logproof.localaws.stream.RecordBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.util.List;

/**
 * PutRecords and PutRecord with injected faults. Called by event loops; each reuses its buffers.
 */
final class KinesisPuts {
  private final KinesisStreams streams;
  private final RequestFaults faults;
  private final FastThreadLocal<KinesisReader> readers =
      new FastThreadLocal<>() {
        @Override
        protected KinesisReader initialValue() {
          return new KinesisReader();
        }
      };

  KinesisPuts(KinesisStreams streams, RequestFaults faults) {
    this.streams = streams;
    this.faults = faults;
  }

  /** Records fail individually. */
  ApiResponse putBatch(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault) {
    WireFormat format = WireFormat.of(request);
    KinesisReader reader = readers.get();
    String name = reader.readBatch(format, request.content());
    KeyedBatch batch = reader.batch();
    List<Position> positions = put(name, batch, fault);
    int rejected = batch.records().rejectedRecords();
    ByteBuf response =
        format.write(
            buffers,
            to -> {
              to.writeNumberField("FailedRecordCount", rejected);
              to.writeStringField("EncryptionType", "NONE");
              to.writeArrayFieldStart("Records");
              for (int record = 0; record < batch.size(); record++) {
                to.writeStartObject();
                write(name, batch.records(), record, positions.get(record), to);
                to.writeEndObject();
              }
              to.writeEndArray();
            });
    return new ApiResponse(response, batch.size() - rejected);
  }

  /** A rejected record fails the call. */
  ApiResponse putOne(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault) {
    WireFormat format = WireFormat.of(request);
    KinesisReader reader = readers.get();
    String name = reader.readOne(format, request.content());
    List<Position> positions = put(name, reader.batch(), fault);
    if (reader.batch().records().rejectedRecords() > 0) {
      throw ApiException.caller(KinesisErrors.THROTTLED, throttled(name));
    }
    return new ApiResponse(
        format.write(
            buffers,
            to -> {
              writePosition(positions.get(0), to);
              to.writeStringField("EncryptionType", "NONE");
            }),
        1);
  }

  private List<Position> put(String name, KeyedBatch batch, RequestFault fault) {
    KinesisStream stream = streams.find(name).orElseThrow(() -> KinesisErrors.noStream(name));
    if (!(fault instanceof RequestFault.NoFault) && faults.strikes(name)) {
      batch.records().apply(fault, faults, KinesisErrors::fault);
    }
    List<Position> positions = stream.put(batch, streams.settings().clock().instant());
    if (positions.isEmpty()) {
      throw KinesisErrors.full();
    }
    return positions;
  }

  private static void write(
      String stream, RecordBatch batch, int record, Position position, JsonGenerator to)
      throws IOException {
    if (batch.isBroken(record)) {
      to.writeStringField("ErrorCode", KinesisErrors.INTERNAL);
      to.writeStringField("ErrorMessage", "Internal service failure (fault).");
    } else if (batch.isRejected(record)) {
      to.writeStringField("ErrorCode", KinesisErrors.THROTTLED);
      to.writeStringField("ErrorMessage", throttled(stream));
    } else {
      writePosition(position, to);
    }
  }

  private static void writePosition(Position position, JsonGenerator to) throws IOException {
    to.writeStringField("SequenceNumber", SequenceNumbers.of(position.number()));
    to.writeStringField("ShardId", SequenceNumbers.shard(position.shard()));
  }

  private static String throttled(String stream) {
    return "Rate exceeded for a shard in stream "
        + stream
        + " under account "
        + DeliveryStreams.ACCOUNT
        + ".";
  }
}
