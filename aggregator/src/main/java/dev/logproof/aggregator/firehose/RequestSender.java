package dev.logproof.aggregator.firehose;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Memory and a connection for one request at a time. Connects on demand. Confined to one thread.
 */
public final class RequestSender {
  private final RequestBody body;
  private final RequestHead head;
  private final PutResponseParser answer;
  private final Connector connector;
  private Optional<Connection> connection = Optional.empty();

  /** Sends requests built in {@code body}, whose memory {@link #close} releases. */
  public RequestSender(RequestBody body, RequestHead head, Connector connector) {
    this.body = body;
    this.answer = new PutResponseParser(body.service());
    this.head = head;
    this.connector = connector;
  }

  PutOutcome put(RecordBatch batch) throws IOException {
    body.write(batch);
    SdkHttpResponse response = connected().call(body.behind(head.of(body)), answer);
    head.learn(response);
    body.trim();
    return answer.outcome(response, batch.size());
  }

  private Connection connected() throws IOException {
    if (connection.isPresent() && !connection.get().isUsable()) {
      disconnect();
    }
    if (connection.isEmpty()) {
      connection = Optional.of(connector.open());
    }
    return connection.get();
  }

  void disconnect() {
    Optional<Connection> last = connection;
    connection = Optional.empty();
    last.ifPresent(Connection::close);
  }

  void close() {
    try {
      disconnect();
    } finally {
      body.release();
    }
  }
}
