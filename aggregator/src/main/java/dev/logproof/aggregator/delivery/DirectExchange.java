package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Requests over a connection of its own, from the socket's buffer to the answer without garbage: a
 * request of 500 lines is so small that what a general HTTP client and signer cost by the request
 * is as much as all the rest. Used by one thread at a time.
 */
final class DirectExchange implements Exchange {
  private final RequestBody body;
  private final AnswerReader answer = new AnswerReader();
  private final SignatureV4 signature;
  private final ServiceClock clock;
  private final FirehoseAccess access;
  private final HttpConnection connection;

  /** Sends to the stream {@code name}. */
  DirectExchange(String name, FirehoseAccess access, ServiceClock clock) {
    this.body = new RequestBody(name);
    this.access = access;
    this.clock = clock;
    this.connection = new HttpConnection(access.endpoint());
    this.signature =
        new SignatureV4(access.hostHeader(), access.target(), access.region(), "firehose");
  }

  @Override
  public PutOutcome put(RecordBatch batch) throws IOException {
    body.write(batch);
    AwsCredentialsIdentity identity = access.credentials().resolveIdentity().join();
    String signed = signature.headers(body, identity, clock.now());
    byte[] head =
        ("POST / HTTP/1.1\r\n"
                + signed
                + "User-Agent: "
                + access.userAgent()
                + "\r\nContent-Length: "
                + body.size()
                + "\r\n\r\n")
            .getBytes(US_ASCII);
    HttpAnswer http = connection.send(body, head);
    SdkHttpResponse answerHead = http.head();
    answer.read(http);
    connection.answered();
    clock.learn(answerHead);
    return answer.outcome(answerHead, batch.size());
  }

  @Override
  public void abort() {
    connection.abort();
  }

  @Override
  public void close() {
    connection.abort();
  }
}
