package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signatures equal the SDK signer's. */
class AwsV4SignerTest {
  private static final String TARGET = "Firehose_20150804.PutRecordBatch";
  private static final String HOST = "firehose.eu-west-1.amazonaws.com";

  private final AwsV4Signer signature = new AwsV4Signer(HOST, TARGET, "eu-west-1", "firehose");
  private final RequestBody body =
      new RequestBody(UnpooledByteBufAllocator.DEFAULT, new RequestMemory(1 << 20), "a-stream");

  private byte[] bytes() {
    try {
      ByteBuf request = body.behind(new byte[0]);
      byte[] bytes = ByteBufUtil.getBytes(request);
      request.release();
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void release() {
    body.release();
  }

  private String theirs(AwsCredentialsIdentity credentials, Instant now) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("https://" + HOST + "/"))
            .putHeader("Content-Type", AwsV4Signer.CONTENT_TYPE)
            .putHeader("X-Amz-Target", TARGET)
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            SignRequest.builder(credentials)
                .request(request)
                .payload(() -> new ByteArrayInputStream(bytes()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "firehose")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC))
                .build())
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static String header(String headers, String name) {
    return headers
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "AKID, secret, '', 1",
    "AKID, other/+secret, '', 500",
    "ASIA, secret, a-token, 1",
    "ASIA, secret, another-token==, 17"
  })
  void signsAsSdkDoes(String id, String secret, String token, int records) throws IOException {
    AwsCredentialsIdentity credentials =
        token.isEmpty()
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, token);
    Chunk chunk = Chunks.of(records);
    body.write(Batches.of(chunk));
    chunk.release();
    Stream.of("2026-01-31T23:59:59Z", "2026-02-01T00:00:00Z", "2026-02-01T12:00:00.9Z")
        .map(Instant::parse)
        .forEach(
            now -> {
              signature.begin(credentials, now);
              String headers = new String(signature.headers(body), UTF_8);
              assertThat(header(headers, "Authorization")).isEqualTo(theirs(credentials, now));
              assertThat(header(headers, "X-Amz-Security-Token")).isEqualTo(token);
              assertThat(header(headers, "Host")).isEqualTo(HOST);
            });
  }
}
