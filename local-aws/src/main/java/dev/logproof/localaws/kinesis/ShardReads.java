package dev.logproof.localaws.kinesis;

import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.api.WireFormat.Content;
import java.util.List;

/** GetShardIterator and GetRecords. An iterator names its position. Called by event loops. */
final class ShardReads {
  private static final String SEPARATOR = "/";

  private final KinesisStreams streams;

  ShardReads(KinesisStreams streams) {
    this.streams = streams;
  }

  /** A position in a shard. */
  private record Iterator(KinesisStream stream, int shard, long number) {
    String text() {
      return String.join(
          SEPARATOR, stream.name(), SequenceNumbers.shard(shard), SequenceNumbers.of(number));
    }
  }

  Content iterator(WireFormat format, JsonStruct request) {
    KinesisStream stream = stream(request.requiredText("StreamName"));
    int shard = SequenceNumbers.shardIndex(request.requiredText("ShardId"), stream);
    String type = request.requiredText("ShardIteratorType");
    long number =
        switch (type) {
          case "TRIM_HORIZON" -> stream.firstNumber(shard);
          case "LATEST" -> stream.nextNumber(shard);
          case "AT_SEQUENCE_NUMBER" -> started(request);
          case "AFTER_SEQUENCE_NUMBER" -> started(request) + 1;
          default ->
              throw KinesisErrors.invalidArgument(
                  "ShardIteratorType " + type + " is not supported by local-aws.");
        };
    String text = new Iterator(stream, shard, number).text();
    return to -> to.writeStringField("ShardIterator", text);
  }

  private static long started(JsonStruct request) {
    return SequenceNumbers.parse(request.requiredText("StartingSequenceNumber"));
  }

  Content records(WireFormat format, JsonStruct request) {
    Iterator from = parse(request.requiredText("ShardIterator"));
    int most = KinesisLimits.MAX_READ_RECORDS;
    int limit = request.integer("Limit", 1, most).orElse(most);
    List<Shard.StoredRecord> records = from.stream().read(from.shard(), from.number(), limit);
    long next = records.isEmpty() ? from.number() : records.get(records.size() - 1).number() + 1;
    return to -> {
      to.writeArrayFieldStart("Records");
      for (Shard.StoredRecord each : records) {
        to.writeStartObject();
        to.writeStringField("SequenceNumber", SequenceNumbers.of(each.number()));
        to.writeStringField("PartitionKey", each.key());
        to.writeBinaryField("Data", each.data().array());
        format.writeTime(to, "ApproximateArrivalTimestamp", each.arrival());
        to.writeEndObject();
      }
      to.writeEndArray();
      to.writeStringField(
          "NextShardIterator", new Iterator(from.stream(), from.shard(), next).text());
      to.writeNumberField("MillisBehindLatest", 0L);
    };
  }

  private Iterator parse(String text) {
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    if (parts.size() != 3) {
      throw KinesisErrors.invalidArgument("Invalid ShardIterator.");
    }
    KinesisStream stream = stream(parts.get(0));
    return new Iterator(
        stream,
        SequenceNumbers.shardIndex(parts.get(1), stream),
        SequenceNumbers.parse(parts.get(2)));
  }

  private KinesisStream stream(String name) {
    return streams.find(name).orElseThrow(() -> KinesisErrors.noStream(name));
  }
}
