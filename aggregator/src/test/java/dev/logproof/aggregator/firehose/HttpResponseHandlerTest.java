package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A response counts once complete; a closed connection ends the wait. */
class HttpResponseHandlerTest {
  private static final String ACCEPTED =
      "{\"FailedPutCount\":0,\"RequestResponses\":[{\"RecordId\":\"1\"}]}";
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: " + ACCEPTED.length() + "\r\n\r\n" + ACCEPTED;

  private final HttpResponseHandler answers = new HttpResponseHandler();
  private final PutResponseParser reader = new PutResponseParser(BatchService.FIREHOSE);
  private final EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder(), answers);

  private void arrives(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
  }

  @Test
  void completesResponseWithLastByte() throws IOException {
    answers.expect(reader);
    arrives(ANSWER.substring(0, ANSWER.length() - 1));
    assertThat(answers.isOver()).isFalse();
    arrives("}");
    assertThat(answers.isOver()).isTrue();
    assertThat(reader.outcome(answers.head(), 1)).isSameAs(PutOutcome.ALL_ACCEPTED);
    assertThat(answers.keepsAlive()).isTrue();
  }

  /** Ignoring the response would duplicate its records. */
  @Test
  void acceptsResponseFollowedByClose() throws IOException {
    answers.expect(reader);
    arrives(ANSWER);
    channel.close();
    assertThat(answers.isOver()).isTrue();
    assertThat(reader.outcome(answers.head(), 1)).isSameAs(PutOutcome.ALL_ACCEPTED);
    assertThat(answers.keepsAlive()).isFalse();
  }

  @Test
  void rejectsTruncatedResponse() {
    answers.expect(reader);
    arrives(ANSWER.substring(0, ANSWER.length() - 1));
    channel.close();
    assertThat(answers.isOver()).isTrue();
    assertThatThrownBy(answers::head)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed before the response was complete");
  }

  @Test
  void failsRequestOnClosedConnection() {
    channel.close();
    answers.expect(reader);
    assertThat(answers.isOver()).isTrue();
    assertThatThrownBy(answers::head).isInstanceOf(IOException.class);
  }

  @Test
  void ignoresContinueResponse() {
    answers.expect(reader);
    arrives("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(answers.isOver()).isFalse();
    arrives(ANSWER);
    assertThat(answers.isOver()).isTrue();
  }

  @Test
  void closesConnectionOnNonHttpResponse() {
    answers.expect(reader);
    arrives("220 mail.example ESMTP\r\n\r\n");
    assertThat(answers.isOver()).isTrue();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(answers::head).hasMessageContaining("not HTTP");
  }
}
