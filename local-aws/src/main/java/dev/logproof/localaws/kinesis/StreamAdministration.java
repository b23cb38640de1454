package dev.logproof.localaws.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.api.WireFormat.Content;
import dev.logproof.localaws.stream.DeliveryStreams;
import java.io.IOException;
import java.math.BigInteger;

/** Creates, describes, lists and deletes streams. Called by event loops. */
final class StreamAdministration {
  private static final int DEFAULT_SHARDS = 4;
  private static final int RETENTION_HOURS = 24;

  private final KinesisStreams streams;

  StreamAdministration(KinesisStreams streams) {
    this.streams = streams;
  }

  Content create(WireFormat format, JsonStruct request) {
    String name = request.requiredText("StreamName");
    KinesisErrors.checkName(name);
    int shards = request.integer("ShardCount", 1, KinesisLimits.MAX_SHARDS).orElse(DEFAULT_SHARDS);
    return switch (streams.create(name, shards)) {
      case CREATED -> to -> {};
      case EXISTS ->
          throw ApiException.caller(
              "ResourceInUseException",
              "Stream " + name + " under account " + DeliveryStreams.ACCOUNT + " already exists.");
      case LIMIT ->
          throw ApiException.caller("LimitExceededException", "local-aws has no more streams.");
    };
  }

  Content delete(WireFormat format, JsonStruct request) {
    String name = request.requiredText("StreamName");
    if (!streams.delete(name)) {
      throw KinesisErrors.noStream(name);
    }
    return to -> {};
  }

  Content list(WireFormat format, JsonStruct request) {
    return to -> {
      to.writeArrayFieldStart("StreamNames");
      for (String name : streams.names()) {
        to.writeString(name);
      }
      to.writeEndArray();
      to.writeBooleanField("HasMoreStreams", false);
    };
  }

  Content describe(WireFormat format, JsonStruct request) {
    KinesisStream stream = find(request);
    return to -> {
      to.writeObjectFieldStart("StreamDescriptionSummary");
      to.writeStringField("StreamName", stream.name());
      to.writeStringField("StreamARN", arn(stream.name()));
      to.writeStringField("StreamStatus", "ACTIVE");
      to.writeNumberField("RetentionPeriodHours", RETENTION_HOURS);
      format.writeTime(to, "StreamCreationTimestamp", stream.created());
      to.writeArrayFieldStart("EnhancedMonitoring");
      to.writeEndArray();
      to.writeStringField("EncryptionType", "NONE");
      to.writeNumberField("OpenShardCount", stream.shardCount());
      to.writeNumberField("ConsumerCount", 0);
      to.writeEndObject();
    };
  }

  Content shards(WireFormat format, JsonStruct request) {
    KinesisStream stream = find(request);
    return to -> {
      to.writeArrayFieldStart("Shards");
      for (int shard = 0; shard < stream.shardCount(); shard++) {
        shard(stream, shard, to);
      }
      to.writeEndArray();
    };
  }

  private static void shard(KinesisStream stream, int shard, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("ShardId", SequenceNumbers.shard(shard));
    to.writeObjectFieldStart("HashKeyRange");
    to.writeStringField("StartingHashKey", stream.firstHash(shard).toString());
    to.writeStringField(
        "EndingHashKey", stream.firstHash(shard + 1).subtract(BigInteger.ONE).toString());
    to.writeEndObject();
    to.writeObjectFieldStart("SequenceNumberRange");
    to.writeStringField("StartingSequenceNumber", SequenceNumbers.of(0));
    to.writeEndObject();
    to.writeEndObject();
  }

  private KinesisStream find(JsonStruct request) {
    String name = request.requiredText("StreamName");
    return streams.find(name).orElseThrow(() -> KinesisErrors.noStream(name));
  }

  private String arn(String name) {
    return "arn:aws:kinesis:"
        + streams.settings().region()
        + ":"
        + DeliveryStreams.ACCOUNT
        + ":stream/"
        + name;
  }
}
