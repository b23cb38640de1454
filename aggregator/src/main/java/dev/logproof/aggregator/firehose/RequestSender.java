package dev.logproof.aggregator.firehose;

import java.io.IOException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Memory and a connection for one request at a time. Connects on demand. Confined to one thread.
 */
public final class RequestSender {
  private final RequestBody body;
  private final RequestHead head;
  private final PutResponseParser answer;
  private final Connector connector;

  /** Null while not connected. */
  private Connection connection;

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
    if (connection != null && !connection.isUsable()) {
      disconnect();
    }
    if (connection == null) {
      connection = connector.open();
    }
    return connection;
  }

  void disconnect() {
    Connection last = connection;
    connection = null;
    if (last != null) {
      last.close();
    }
  }

  void close() {
    try {
      disconnect();
    } finally {
      body.release();
    }
  }
}
