package dev.logproof.localaws.firehose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.logproof.localaws.api.RequestErrors;
import dev.logproof.localaws.limits.FirehoseLimits;
import dev.logproof.localaws.stream.RecordBatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;

/**
 * Parses puts in one pass and decodes base64 directly into the batch. Confined to an event loop.
 */
final class PutReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final RecordBatch batch = new RecordBatch(FirehoseLimits.MAX_RECORDS);
  private String streamName = "";
  private boolean recordsSeen;

  RecordBatch batch() {
    return batch;
  }

  /** Returns the stream's name. */
  String readBatch(InputStream body) {
    read(body, "Records");
    RequestErrors.requireRecords(recordsSeen, batch.records());
    if (base64Bytes() > FirehoseLimits.MAX_REQUEST_BASE64_BYTES) {
      throw FirehoseErrors.invalidArgument("Records size exceeds 4 MB limit");
    }
    return streamName;
  }

  private int base64Bytes() {
    return IntStream.range(0, batch.records())
        .map(record -> FirehoseLimits.base64Bytes(batch.bytesOf(record)))
        .sum();
  }

  /** Returns the stream's name. */
  String readOne(InputStream body) {
    read(body, "Record");
    if (!recordsSeen) {
      throw RequestErrors.missing("record");
    }
    return streamName;
  }

  private void read(InputStream body, String recordsMember) {
    batch.clear();
    streamName = "";
    recordsSeen = false;
    try (JsonParser parser = JSON.createParser(body)) {
      RequestErrors.require(parser.nextToken(), JsonToken.START_OBJECT, "the request");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        member(parser, recordsMember);
      }
      if (parser.nextToken() != null) {
        throw RequestErrors.serialization("Unexpected text after the end of the request.");
      }
    } catch (JsonProcessingException e) {
      throw RequestErrors.serialization(e.getOriginalMessage());
    } catch (IOException e) {
      throw RequestErrors.serialization("The request ends before its JSON does.");
    }
    StreamNames.check(streamName);
  }

  private void member(JsonParser parser, String recordsMember) throws IOException {
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    if (name.equals("DeliveryStreamName")) {
      RequestErrors.require(value, JsonToken.VALUE_STRING, name);
      streamName = parser.getText();
    } else if (name.equals(recordsMember)) {
      recordsSeen = true;
      records(parser, value, recordsMember);
    } else {
      parser.skipChildren();
    }
  }

  private void records(JsonParser parser, JsonToken value, String member) throws IOException {
    if (member.equals("Record")) {
      RequestErrors.require(value, JsonToken.START_OBJECT, member);
      record(parser, "record.data");
      return;
    }
    RequestErrors.require(value, JsonToken.START_ARRAY, member);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      RequestErrors.require(parser.currentToken(), JsonToken.START_OBJECT, member);
      if (batch.isFull()) {
        throw RequestErrors.constraint(
            "records",
            "'[more than " + FirehoseLimits.MAX_RECORDS + " records]'",
            "have length less than or equal to " + FirehoseLimits.MAX_RECORDS);
      }
      record(parser, "");
    }
  }

  /** {@code where} is empty in a batch, whose errors give the record's number. */
  private void record(JsonParser parser, String where) throws IOException {
    boolean dataSeen = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isData = parser.currentName().equals("Data");
      JsonToken value = parser.nextToken();
      if (isData && value != JsonToken.VALUE_NULL) {
        RequestErrors.require(value, JsonToken.VALUE_STRING, "Data");
        decode(parser);
        dataSeen = true;
      } else {
        parser.skipChildren();
      }
    }
    String place = where.isEmpty() ? "records." + (batch.records() + 1) + ".member.data" : where;
    if (!dataSeen) {
      throw RequestErrors.missing(place);
    }
    endRecord(place);
  }

  private void decode(JsonParser parser) throws IOException {
    try {
      parser.readBinaryValue(batch);
    } catch (IllegalArgumentException e) {
      throw RequestErrors.serialization("Data is not base64: " + e.getMessage());
    }
  }

  private void endRecord(String place) {
    int bytes = batch.endRecord();
    if (bytes > FirehoseLimits.MAX_RECORD_BYTES) {
      throw RequestErrors.constraint(
          place,
          "'java.nio.HeapByteBuffer[pos=0 lim=" + bytes + " cap=" + bytes + "]'",
          "have length less than or equal to " + FirehoseLimits.MAX_RECORD_BYTES);
    }
  }
}
