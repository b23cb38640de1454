package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logproof.aggregator.firehose.PutOutcome.Answered;
import dev.logproof.aggregator.firehose.PutOutcome.Invalid;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Reads the responses to batches. Counts the entries of a response without failures instead of
 * parsing them, because record ids are not needed. Reuses its memory. Used by one thread at a time.
 */
final class PutResponseParser {
  /** Ample for 500 records. */
  static final int MAX_RESPONSE_BYTES = 2 << 20;

  private static final int FIRST_BYTES = 16 * 1024;
  private static final JsonFactory JSON = new JsonFactory();

  private static final int LOOK_BYTES = 256;

  private static final int NO_COUNT = -1;

  /** Errors that a retry cannot avoid. */
  private static final Set<String> FOR_GOOD =
      Set.of("InvalidArgumentException", "ValidationException", "SerializationException");

  private final String failedMember;

  /** Its unescaped quotes cannot occur in a JSON string. */
  private final byte[] failedCount;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  /** Reads the responses of {@code service}. */
  PutResponseParser(BatchService service) {
    this.failedMember = service.failedMember();
    this.failedCount = ("\"" + failedMember + "\":").getBytes(US_ASCII);
  }

  void clear() {
    size = 0;
  }

  void append(ByteBuf part) throws IOException {
    int length = part.readableBytes();
    if (size + length > MAX_RESPONSE_BYTES) {
      throw new IOException("a response of more than " + MAX_RESPONSE_BYTES + " bytes");
    }
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * size));
    }
    part.readBytes(bytes, size, length);
    size += length;
  }

  /** Fails if a successful response is not valid JSON. */
  PutOutcome outcome(SdkHttpResponse head, int asked) throws IOException {
    if (!head.isSuccessful()) {
      return error(head);
    }
    return nothingFailed() && AcceptedEntries.count(bytes, size) == asked
        ? PutOutcome.ALL_ACCEPTED
        : answered(asked);
  }

  /** JSON members are unordered: the count is at the start or the end. */
  private boolean nothingFailed() {
    return zeroCount(0, Math.min(size, LOOK_BYTES))
        || zeroCount(Math.max(0, size - LOOK_BYTES), size);
  }

  private boolean zeroCount(int from, int to) {
    int length = failedCount.length;
    for (int at = from; at + length + 1 < to; at++) {
      if (Arrays.equals(bytes, at, at + length, failedCount, 0, length)) {
        byte after = bytes[at + length + 1];
        return bytes[at + length] == '0' && (after == ',' || after == '}');
      }
    }
    return false;
  }

  private PutOutcome answered(int asked) throws IOException {
    List<Integer> refused = new ArrayList<>();
    String reason = "";
    int entries = 0;
    int failed = NO_COUNT;
    try (JsonParser json = JSON.createParser(bytes, 0, size)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT && json.getParsingContext().getParent().inArray()) {
          Failure failure = entry(json);
          if (failure.isOne()) {
            reason = refused.isEmpty() ? failure.toString() : reason;
            refused.add(entries);
          }
          entries++;
        } else if (token == JsonToken.VALUE_NUMBER_INT && isFailedCount(json)) {
          failed = json.getValueAsInt(NO_COUNT);
        }
      }
    }
    if (entries != asked) {
      return new Unanswered("response for " + entries + " records to a request of " + asked);
    }
    return failed == refused.size()
        ? new Answered(refused, reason)
        : new Unanswered(contradiction(failed, refused.size()));
  }

  private boolean isFailedCount(JsonParser json) throws IOException {
    return json.getParsingContext().getParent().inRoot() && failedMember.equals(json.currentName());
  }

  private String contradiction(int failed, int refused) {
    return (failed == NO_COUNT ? "no " + failedMember : failedMember + " " + failed)
        + ", but "
        + refused
        + " entries with an error";
  }

  /** Error code and message, empty if absent. */
  private record Failure(String code, String message) {
    boolean isOne() {
      return !code.isEmpty() || !message.isEmpty();
    }

    @Override
    public String toString() {
      return code + ": " + message;
    }
  }

  /** Reads the current object to its end. */
  private static Failure entry(JsonParser json) throws IOException {
    String code = "";
    String message = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
      switch (field) {
        case "ErrorCode", "__type" -> code = isText ? json.getText() : code;
        case "ErrorMessage", "message", "Message" -> message = isText ? json.getText() : message;
        default -> json.skipChildren();
      }
    }
    return new Failure(code, message);
  }

  private PutOutcome error(SdkHttpResponse head) {
    Failure body = errorBody();
    String type = head.firstMatchingHeader("x-amzn-ErrorType").orElse(body.code());
    String code = type.substring(type.lastIndexOf('#') + 1).split(":", 2)[0];
    String reason =
        (code.isEmpty() ? "HTTP status" : code) + " " + head.statusCode() + ": " + body.message();
    return FOR_GOOD.contains(code) ? new Invalid(reason) : new Unanswered(reason);
  }

  private Failure errorBody() {
    try (JsonParser json = JSON.createParser(bytes, 0, size)) {
      return json.nextToken() == JsonToken.START_OBJECT ? entry(json) : new Failure("", "");
    } catch (IOException e) {
      return new Failure("", "its body is not JSON");
    }
  }
}
