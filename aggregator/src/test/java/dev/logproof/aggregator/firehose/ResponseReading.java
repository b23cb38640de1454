package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Reads responses of a service one after another, as one connection does. */
final class ResponseReading {
  private final PutResponseParser parser;

  ResponseReading(BatchService service) {
    this.parser = new PutResponseParser(service);
  }

  /** Returns the outcome of a request of {@code asked} records. */
  PutOutcome outcome(int status, String body, int asked) throws IOException {
    parser.clear();
    parser.append(Unpooled.copiedBuffer(body, UTF_8));
    return parser.outcome(SdkHttpResponse.builder().statusCode(status).build(), asked);
  }
}
