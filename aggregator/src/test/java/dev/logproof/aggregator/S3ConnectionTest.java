package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.config.S3Output;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** Requests are addressed and signed as S3 needs them. */
class S3ConnectionTest {
  /** Keeps the last request and sends none. */
  private record Capture(AtomicReference<SdkHttpRequest> last) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      last.set(request.httpRequest());
      return new ExecutableHttpRequest() {
        @Override
        public software.amazon.awssdk.http.HttpExecuteResponse call() throws IOException {
          throw new IOException("not sent");
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  @Test
  void sendsRequestsThroughProxy() throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    proxy.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestURI() + " by " + exchange.getRequestMethod());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    proxy.start();
    String lines =
        "@type s3;s3_bucket bkt;aws_key_id a;aws_sec_key b;s3_region r-1;"
            + "s3_endpoint http://objects.invalid:9000;proxy_uri http://u:p@127.0.0.1:"
            + proxy.getAddress().getPort();
    try (S3Client client = S3Connection.connect((S3Output) OneMatch.output(lines))) {
      var unused = client.headObject(get -> get.bucket("bkt").key("k"));
    } finally {
      proxy.stop(0);
    }
    assertThat(seen).containsExactly("http://objects.invalid:9000/bkt/k by HEAD");
  }

  @ParameterizedTest
  @CsvSource({
    "s3_region eu-west-1, https://bkt.s3.eu-west-1.amazonaws.com:443/k, UNSIGNED-PAYLOAD",
    "s3_region us-east-1;force_path_style true, https://s3.amazonaws.com:443/bkt/k, UNSIGNED-PAYLOAD",
    "s3_region r-1;s3_endpoint https://minio:9000, https://minio:9000/bkt/k, UNSIGNED-PAYLOAD",
    "s3_region r-1;s3_endpoint http://minio:9000, http://minio:9000/bkt/k, "
        + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "s3_region eu-west-1;enable_dual_stack true, "
        + "https://bkt.s3.dualstack.eu-west-1.amazonaws.com:443/k, UNSIGNED-PAYLOAD",
    "s3_region eu-west-1;enable_transfer_acceleration true, "
        + "https://bkt.s3-accelerate.amazonaws.com:443/k, UNSIGNED-PAYLOAD",
  })
  void signsPayloadOnlyWithoutTls(String lines, String url, String signed) {
    S3Output config =
        (S3Output) OneMatch.output("@type s3;s3_bucket bkt;aws_key_id a;aws_sec_key b;" + lines);
    AtomicReference<SdkHttpRequest> last = new AtomicReference<>();
    try (S3Client client = S3Connection.builder(config).httpClient(new Capture(last)).build()) {
      assertThatThrownBy(
              () ->
                  client.putObject(put -> put.bucket("bkt").key("k"), RequestBody.fromString("a")))
          .isInstanceOf(SdkClientException.class);
    }
    SdkHttpRequest request = last.get();
    String address =
        "%s://%s:%d%s"
            .formatted(request.protocol(), request.host(), request.port(), request.encodedPath());
    assertThat(address).isEqualTo(url);
    assertThat(request.firstMatchingHeader("x-amz-content-sha256")).isEqualTo(Optional.of(signed));
  }
}
