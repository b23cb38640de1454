package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Accepts events in every body format of in_http. */
class HttpBodiesTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final int MAX_BODY_BYTES = 100_000;

  @AutoClose private final TestHttpServer server = new TestHttpServer(MAX_BODY_BYTES, 1 << 20);

  private HttpResponse<String> post(String type, String encoding, byte[] body) throws Exception {
    HttpRequest.Builder request =
        server.request("/app").POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return server.send(request);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream deflate =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
      deflate.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] msgpack(int... numbers) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      if (numbers.length > 1) {
        packer.packArrayHeader(numbers.length);
      }
      for (int number : numbers) {
        packer.packMapHeader(1).packString("n").packInt(number);
      }
      return packer.toByteArray();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|{\"n\":1}",
        "application/json; charset=utf-8|[{\"n\":1}]",
        "application/csp-report|{\"n\":1}",
        "|{\"n\":1}",
        "application/x-ndjson|{\"n\":1}",
        "application/x-www-form-urlencoded|json={\"n\":1}",
        "application/x-www-form-urlencoded|ndjson={\"n\":1}",
        "application/x-www-form-urlencoded|msgpack=%81%A1n%01",
        "application/x-www-form-urlencoded|json={\"n\":1,\"agent\":\"Mozilla/5.0 (X11; Linux)\"}",
        "application/x-www-form-urlencoded|other=1;2&json=[{\"n\":1,\"log\":\"a ; b\"}]"
      })
  void acceptsOneEventInEachFormat(String type, String body) throws Exception {
    assertThat(post(type == null ? "" : type, "", text(body)).body()).isEmpty();
    assertThat(server.output.seen()).containsExactly(1);
  }

  @Test
  void acceptsNdjsonAndSkipsEmptyLines() throws Exception {
    byte[] lines = text("{\"n\":1}\r\n\n[{\"n\":2},{\"n\":3}]\n");
    assertThat(post("application/x-ndjson", "", lines).statusCode()).isEqualTo(200);
    assertThat(server.output.seen()).containsExactly(1, 2, 3);
  }

  @Test
  void takesMessagePackOfOneEventAndOfMany() throws Exception {
    assertThat(post("application/msgpack", "", msgpack(1)).statusCode()).isEqualTo(200);
    assertThat(post("application/msgpack", "", msgpack(2, 3)).statusCode()).isEqualTo(200);
    assertThat(server.output.seen()).containsExactly(1, 2, 3);
  }

  @Test
  void takesPartsOfAMultipartForm() throws Exception {
    String parts =
        "--B\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n{\"n\":1}\r\n--B--\r\n";
    assertThat(post("multipart/form-data; boundary=B", "", text(parts)).body()).isEmpty();
    String file =
        "--B\r\nContent-Disposition: form-data; name=\"msgpack\"; filename=\"f\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
            + new String(msgpack(2), ISO_8859_1)
            + "\r\n--B--\r\n";
    assertThat(post("multipart/form-data; boundary=B", "", file.getBytes(ISO_8859_1)).body())
        .isEmpty();
    assertThat(server.output.seen()).containsExactly(1, 2);
  }

  @Test
  void decompressesGzipAndDeflate() throws Exception {
    assertThat(post(JSON, "gzip", gzip(text("{\"n\":1}"))).statusCode()).isEqualTo(200);
    assertThat(post(JSON, "deflate", deflate(text("{\"n\":2}"), false)).statusCode())
        .isEqualTo(200);
    assertThat(post(JSON, "deflate", deflate(text("{\"n\":3}"), true)).statusCode()).isEqualTo(200);
    assertThat(post(FORM, "gzip", gzip(text("json={\"n\":4}"))).statusCode()).isEqualTo(200);
    assertThat(server.output.seen()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void answers413ToABodyThatIsTooLongOnceDecompressed() throws Exception {
    byte[] bomb = gzip(new byte[10 * MAX_BODY_BYTES]);
    assertThat(bomb.length).isLessThan(MAX_BODY_BYTES);
    assertThat(post(JSON, "gzip", bomb).statusCode()).isEqualTo(413);
    server.settle();
    assertThat(server.memory.heldBytes()).isZero();
  }

  @Test
  void answers415ToAnotherEncodingAndNamesIt() throws Exception {
    HttpResponse<String> response = post(JSON, "br", text("{\"n\":1}"));
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.body()).contains("'br'").contains("gzip or deflate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void answers400ToDamagedCompression(String encoding) throws Exception {
    byte[] whole = encoding.equals("gzip") ? gzip(text("{}")) : deflate(text("{}"), false);
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    assertThat(post(JSON, encoding, cut).statusCode()).isEqualTo(400);
    assertThat(post(JSON, encoding, text("{\"n\":1}")).statusCode()).isEqualTo(400);
    assertThat(server.ledger.accounting().received()).isZero();
  }

  @Test
  void answers400ToMalformedMessagePack() throws Exception {
    byte[] deep = new byte[10_000];
    Arrays.fill(deep, (byte) 0x91);
    byte[] deepInMap = text("\u0081\u00a1n").clone();
    assertThat(post("application/msgpack", "", deep).statusCode()).isEqualTo(400);
    assertThat(post("application/msgpack", "", deepInMap).statusCode()).isEqualTo(400);
    assertThat(post("application/msgpack", "", new byte[] {(byte) 0x81, (byte) 0xc1}).statusCode())
        .isEqualTo(400);
    assertThat(post("application/msgpack", "", new byte[] {1}).body())
        .contains("expected a msgpack");
    assertThat(post("application/msgpack", "", new byte[0]).statusCode()).isEqualTo(400);
    assertThat(server.ledger.accounting().received()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/healthz?x=1"})
  void answers200ToAGetWithoutAnEvent(String path) throws Exception {
    assertThat(server.send(server.request(path)).statusCode()).isEqualTo(200);
    HttpRequest.Builder head =
        server.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody());
    assertThat(server.send(head).statusCode()).isEqualTo(200);
    assertThat(server.ledger.accounting().received()).isZero();
  }

  @Test
  void answers400ToAPostWithoutAnEvent() throws Exception {
    HttpResponse<String> response = post("", "", new byte[0]);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("no event");
  }

  @Test
  void prefersFormToQuery() throws Exception {
    HttpRequest.Builder request =
        server
            .request("/app?json=%7B%22n%22%3A1%7D")
            .header("Content-Type", FORM)
            .POST(HttpRequest.BodyPublishers.ofString("json={\"n\":2}"));
    assertThat(server.send(request).statusCode()).isEqualTo(200);
    assertThat(server.output.seen()).containsExactly(2);
  }
}
