package dev.logproof.localaws.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.logproof.localaws.api.RequestErrors;
import dev.logproof.localaws.api.WireFormat;
import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Parses PutRecords and PutRecord without a tree. Reused by one event loop. */
final class KinesisReader {
  private final KeyedBatch batch = new KeyedBatch();
  private String streamName = "";
  private String key = "";
  private boolean dataSeen;
  private boolean recordsSeen;
  private long requestBytes;

  KeyedBatch batch() {
    return batch;
  }

  /** Returns the stream's name. */
  String readBatch(WireFormat format, ByteBuf body) {
    read(format, body);
    RequestErrors.requireRecords(recordsSeen, batch.size());
    if (requestBytes > KinesisLimits.MAX_REQUEST_BYTES) {
      throw KinesisErrors.invalidArgument("Records size exceeds 5 MB limit");
    }
    return streamName;
  }

  /** Returns the stream's name. */
  String readOne(WireFormat format, ByteBuf body) {
    read(format, body);
    endRecord("");
    return streamName;
  }

  private void read(WireFormat format, ByteBuf body) {
    batch.clear();
    streamName = "";
    recordsSeen = false;
    requestBytes = 0;
    beginRecord();
    try (JsonParser parser = format.parser(body)) {
      RequestErrors.require(parser.nextToken(), JsonToken.START_OBJECT, "the request");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        member(parser);
      }
    } catch (JsonProcessingException e) {
      throw RequestErrors.serialization(e.getOriginalMessage());
    } catch (IOException e) {
      throw RequestErrors.serialization("The request ends too early.");
    }
    KinesisErrors.checkName(streamName);
  }

  private void member(JsonParser parser) throws IOException {
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    switch (name) {
      case "StreamName" -> streamName = text(parser, value, name);
      case "Records" -> {
        RequestErrors.require(value, JsonToken.START_ARRAY, name);
        recordsSeen = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          record(parser);
        }
      }
      default -> recordMember(parser, name, value);
    }
  }

  private void record(JsonParser parser) throws IOException {
    RequestErrors.require(parser.currentToken(), JsonToken.START_OBJECT, "Records");
    if (batch.records().isFull()) {
      throw RequestErrors.constraint(
          "records",
          "'[more than " + KinesisLimits.MAX_RECORDS + " records]'",
          "have length less than or equal to " + KinesisLimits.MAX_RECORDS);
    }
    beginRecord();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      recordMember(parser, name, parser.nextToken());
    }
    endRecord("records." + (batch.size() + 1) + ".member.");
  }

  private void recordMember(JsonParser parser, String name, JsonToken value) throws IOException {
    switch (name) {
      case "Data" -> data(parser);
      case "PartitionKey" -> key = text(parser, value, name);
      case "ExplicitHashKey", "StreamARN" ->
          throw KinesisErrors.invalidArgument(name + " is not supported by local-aws.");
      default -> parser.skipChildren();
    }
  }

  private void data(JsonParser parser) throws IOException {
    try {
      int ignored = parser.readBinaryValue(batch.records());
      dataSeen = true;
    } catch (IllegalArgumentException e) {
      throw RequestErrors.serialization("Data is not base64: " + e.getMessage());
    }
  }

  private void beginRecord() {
    key = "";
    dataSeen = false;
  }

  private void endRecord(String where) {
    if (!dataSeen) {
      throw RequestErrors.missing(where + "data");
    }
    if (key.isEmpty() || key.length() > KinesisLimits.MAX_KEY_CHARACTERS) {
      throw RequestErrors.constraint(
          where + "partitionKey",
          "'" + key + "'",
          "have length from 1 to " + KinesisLimits.MAX_KEY_CHARACTERS);
    }
    int bytes = batch.records().endRecord() + key.getBytes(UTF_8).length;
    batch.endKey(key);
    requestBytes += bytes;
    if (bytes > KinesisLimits.MAX_RECORD_BYTES) {
      throw RequestErrors.constraint(
          where + "data",
          "'java.nio.HeapByteBuffer[pos=0 lim=" + bytes + " cap=" + bytes + "]'",
          "have length less than or equal to " + KinesisLimits.MAX_RECORD_BYTES);
    }
  }

  private static String text(JsonParser parser, JsonToken value, String name) throws IOException {
    RequestErrors.require(value, JsonToken.VALUE_STRING, name);
    return parser.getText();
  }
}
