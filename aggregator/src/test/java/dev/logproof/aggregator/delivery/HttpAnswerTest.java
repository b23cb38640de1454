package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers of HTTP/1.1, however they are framed and wherever reads split them. */
class HttpAnswerTest {
  private static HttpAnswer answers(String text, int stepBytes) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return new HttpAnswer(
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, stepBytes));
          }
        });
  }

  private static String body(InputStream answer) throws IOException {
    return new String(answer.readAllBytes(), ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
  void answersFollowEachOtherOnOneConnection(int stepBytes) throws IOException {
    HttpAnswer answer =
        answers(
            "HTTP/1.1 100 Continue\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nfirst"
                + "HTTP/1.1 400 Bad\r\ntransfer-encoding: Chunked\r\nDate: now\r\n\r\n"
                + "3;x=y\r\nsec\r\n3\r\nond\r\n0\r\nTrailer: t\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            stepBytes);
    assertThat(answer.head().statusCode()).isEqualTo(200);
    assertThat(body(answer)).isEqualTo("first");
    assertThat(answer.keepsAlive()).isTrue();
    SdkHttpResponse second = answer.head();
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(second.firstMatchingHeader("Date")).hasValue("now");
    assertThat(body(answer)).isEqualTo("second");
    assertThat(answer.keepsAlive()).isTrue();
    assertThat(answer.head().isSuccessful()).isTrue();
    assertThat(body(answer)).isEmpty();
    assertThat(answer.keepsAlive()).isFalse();
  }

  @Test
  void withoutALengthTheBodyEndsWithTheConnection() throws IOException {
    HttpAnswer answer = answers("HTTP/1.1 500 X\r\n\r\nthe rest", 3);
    assertThat(answer.head().statusCode()).isEqualTo(500);
    assertThat(body(answer)).isEqualTo("the rest");
    assertThat(answer.keepsAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 abc X\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfour",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
      })
  void whatIsCutShortOrNotHttpIsAnError(String text) {
    assertThatIOException()
        .isThrownBy(
            () -> {
              HttpAnswer answer = answers(text, 100);
              answer.head();
              body(answer);
            });
  }

  @Test
  void aHeadWithoutEndIsRefused() {
    String head = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(10_000);
    assertThatIOException()
        .isThrownBy(() -> answers(head, 1_000).head())
        .withMessageContaining("more than 16384 bytes");
  }
}
