package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Memory and a connection for one request at a time. Connects on demand. Confined to one thread.
 */
public final class RequestSender {
  private static final byte[] LENGTH = "Content-Length: ".getBytes(US_ASCII);
  private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

  private final byte[] begin;
  private final RequestBody body;
  private final PutRecordBatchResponseParser answer = new PutRecordBatchResponseParser();
  private final AwsV4Signer signature;
  private final CurrentCredentials credentials;
  private final SkewAdjustedClock clock;
  private final Connector connector;
  private long signedSecond = Long.MIN_VALUE;
  private Optional<Connection> connection = Optional.empty();

  /** Sends requests built in {@code body}, whose memory {@link #close} releases. */
  public RequestSender(
      RequestBody body,
      FirehoseAccess access,
      CurrentCredentials credentials,
      SkewAdjustedClock clock,
      Connector connector) {
    this.body = body;
    this.credentials = credentials;
    this.clock = clock;
    this.connector = connector;
    this.begin =
        ("POST / HTTP/1.1\r\nUser-Agent: " + access.userAgent() + "\r\n").getBytes(US_ASCII);
    this.signature =
        new AwsV4Signer(access.hostHeader(), access.target(), access.region(), "firehose");
  }

  PutOutcome put(RecordBatch batch) throws IOException {
    body.write(batch);
    SdkHttpResponse head = connected().call(body.behind(head()), answer);
    clock.learn(head);
    body.trim();
    return answer.outcome(head, batch.size());
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

  private byte[] head() throws IOException {
    Instant now = clock.now();
    if (now.getEpochSecond() != signedSecond) {
      signature.begin(credentials.get(), now);
      signedSecond = now.getEpochSecond();
    }
    byte[] signed = signature.headers(body);
    byte[] length = Integer.toString(body.size()).getBytes(US_ASCII);
    byte[] head =
        new byte[begin.length + signed.length + LENGTH.length + length.length + END.length];
    int at = 0;
    for (byte[] part : new byte[][] {begin, signed, LENGTH, length, END}) {
      System.arraycopy(part, 0, head, at, part.length);
      at += part.length;
    }
    return head;
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
