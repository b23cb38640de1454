package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.HttpParse;
import dev.logproof.aggregator.metrics.Ledger;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers may send events as in_http allows it. */
class HttpOriginsTest {
  private static FullHttpResponse send(String settings, FullHttpRequest request) {
    AggregatorConfig config =
        AggregatorConfig.parse(
            "f.conf",
            "<source>\n@type http\n"
                + settings.replace(';', '\n')
                + "\n</source>\n<match **>\n@type null\n</match>\n",
            Map.of());
    Ledger ledger = new Ledger();
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new HttpInput(
                TestServer.routes(new RecordingOutput(ledger)),
                ledger,
                HttpParse.DEFAULT,
                config.sources().http().get(0).origins()));
    channel.writeInbound(request);
    return channel.readOutbound();
  }

  private static FullHttpRequest request(HttpMethod method, String origin) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            method,
            "/app",
            Unpooled.copiedBuffer(
                method.equals(HttpMethod.POST) ? "{\"n\":1}" : "", StandardCharsets.UTF_8));
    if (origin != null) {
      request.headers().set("Origin", origin);
    }
    return request;
  }

  private static String shown(FullHttpResponse response) {
    return response.status().code()
        + " "
        + response.headers().get("Access-Control-Allow-Origin", "none")
        + (response.headers().contains("Access-Control-Allow-Credentials") ? " credentials" : "");
  }

  @ParameterizedTest
  @CsvSource({
    "'', http://a, 200 none",
    "'', , 200 none",
    "'cors_allow_origins [\"*\"]', http://a, 200 *",
    "'cors_allow_origins [\"*\"]', , 200 *",
    "cors_allow_origins http://a, http://a, 200 http://a",
    "cors_allow_origins http://a, http://b, 403 none",
    "cors_allow_origins http://a, http://a.b, 403 none",
    "cors_allow_origins http://a, , 200 none",
    "cors_allow_origins https://*.a, https://x.a, 200 https://x.a",
    "cors_allow_origins https://*.a, https://x.b, 403 none",
    "cors_allow_origins http://a;cors_allow_credentials true, http://a, 200 http://a credentials",
  })
  void answersEvents(String settings, String origin, String response) {
    assertThat(shown(send(settings, request(HttpMethod.POST, origin)))).isEqualTo(response);
  }

  @ParameterizedTest
  @CsvSource({
    "'', http://a, POST, 403 none",
    "'cors_allow_origins [\"*\"]', http://a, POST, 200 *",
    "'cors_allow_origins [\"*\"]', http://a, PUT, 403 none",
    "cors_allow_origins http://a, http://a, POST, 200 http://a",
    "cors_allow_origins http://a, http://b, POST, 403 none",
    "cors_allow_origins http://a, , POST, 403 none",
  })
  void answersBrowsersThatAskFirst(String settings, String origin, String method, String response) {
    FullHttpRequest request = request(HttpMethod.OPTIONS, origin);
    request.headers().set("Access-Control-Request-Method", method);
    request.headers().set("Access-Control-Request-Headers", "content-type");
    FullHttpResponse answer = send(settings, request);
    assertThat(shown(answer)).isEqualTo(response);
    assertThat(answer.headers().get("Connection")).isEqualTo("close");
    if (answer.status().code() == 200) {
      assertThat(answer.headers().get("Access-Control-Allow-Methods")).isEqualTo("POST");
      assertThat(answer.headers().get("Access-Control-Allow-Headers")).isEqualTo("content-type");
    }
  }
}
