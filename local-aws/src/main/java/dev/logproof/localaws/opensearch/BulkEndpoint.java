package dev.logproof.localaws.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.localaws.opensearch.BulkResponse.Indexed;
import dev.logproof.localaws.opensearch.BulkResponse.Refused;
import dev.logproof.opensearch.BoundedHttp;
import dev.logproof.opensearch.Login;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Calls OpenSearch's bulk API. Memory for requests and responses bounds the documents per request.
 * Confined to one delivery thread.
 */
final class BulkEndpoint {
  private static final String PATH = "/_bulk?filter_path=errors,items.*.status,items.*.error";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
  private static final int MAX_RESPONSE_BYTES = 32 << 20;
  private static final int MAX_MESSAGE_CHARS = 1_000;
  private static final int OVERHEAD_BYTES = 150;
  private static final int OK = 200;
  private static final int TOO_LARGE = 413;
  private static final JsonMapper JSON = new JsonMapper();

  /** Firehose's code without an HTTP status (developer guide, CloudWatch logs). */
  private static final String NO_ANSWER = "OS.ServiceException";

  private final URI bulk;
  private final Login login;

  /** Created with the first request, since it starts a thread. */
  private static final class Client {
    static final HttpClient SHARED =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  BulkEndpoint(URI endpoint, Login login) {
    this.bulk = URI.create(endpoint.toString().replaceFirst("/+$", "") + PATH);
    this.login = login;
  }

  /** Returns one response per document, in order; I/O errors become responses. */
  List<BulkResponse> index(List<Document> documents) throws InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          BoundedHttp.send(Client.SHARED, request(documents), TIME_LIMIT, MAX_RESPONSE_BYTES);
      return answer.statusCode() == OK
          ? answers(JSON.readTree(answer.body()), documents.size())
          : all(documents, refusal(answer.statusCode(), new String(answer.body(), UTF_8)));
    } catch (IOException e) {
      return all(documents, new Refused(NO_ANSWER, reason(e), true));
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private HttpRequest request(List<Document> documents) {
    return login
        .authorize(HttpRequest.newBuilder(bulk))
        .header("Content-Type", "application/x-ndjson")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body(documents)))
        .build();
  }

  private static byte[] body(List<Document> documents) {
    int bytes = documents.stream().mapToInt(it -> it.rawBytes() + OVERHEAD_BYTES).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes);
    for (Document document : documents) {
      ObjectNode action = JsonNodeFactory.instance.objectNode();
      ObjectNode index = action.putObject("index").put("_index", document.index());
      if (!document.id().isEmpty()) {
        index.put("_id", document.id());
      }
      out.writeBytes(action.toString().getBytes(UTF_8));
      out.write('\n');
      document.writeTo(out);
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static List<BulkResponse> answers(JsonNode answer, int documents) throws IOException {
    JsonNode items = answer.path("items");
    if (items.size() != documents) {
      throw new IOException(
          "the response covers " + items.size() + " documents instead of " + documents);
    }
    List<BulkResponse> answers = new ArrayList<>(documents);
    items.forEach(item -> answers.add(answer(item.path("index"))));
    return answers;
  }

  private static BulkResponse answer(JsonNode item) {
    int status = item.path("status").asInt();
    return status / 100 == 2
        ? new Indexed()
        : new Refused(
            Integer.toString(status), shortened(item.path("error").toString()), passes(status));
  }

  /** Transient statuses are caused by OpenSearch's state, not the document. */
  private static boolean passes(int status) {
    return status == 429 || status >= 500;
  }

  /** Retryable, even for a wrong password, unless the request is too large. */
  private static Refused refusal(int status, String message) {
    return new Refused(Integer.toString(status), shortened(message), status != TOO_LARGE);
  }

  private static List<BulkResponse> all(List<Document> documents, BulkResponse answer) {
    return Collections.nCopies(documents.size(), answer);
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS);
  }
}
