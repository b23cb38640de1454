package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a copy, a label in a store, and streams named by tag or field deliver. */
@Tag("full")
class CopiesAndStreamsIT {
  private static final String SOURCES =
      "<source>\n@type forward\n</source>\n<source>\n@type http\n</source>\n";

  @TempDir Path directory;
  private LocalCloud cloud;

  @BeforeEach
  void startCloud() throws IOException, InterruptedException {
    cloud = LocalCloud.start(directory);
  }

  @AfterEach
  void stopCloud() {
    cloud.close();
  }

  private static void post(AggregatorTask task, String tag, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + task.httpPort() + "/" + tag))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpAnswer.requireOk(request);
  }

  private AggregatorTask start(String matches) throws IOException, InterruptedException {
    Path config = Files.writeString(directory.resolve("fluent.conf"), SOURCES + matches);
    return AggregatorTask.start(directory, cloud.environment(), "--config", config.toString());
  }

  /** As {@code cases/config/07} with the streams of local-aws. */
  @Test
  void copiesToStreamsNamedByTag() throws Exception {
    try (AggregatorTask task =
        start(
            """
            <match {s3,elasticsearch,none}>
              @type copy
              <store>
                @type kinesis_firehose
                delivery_stream_name ${tag}-delivery-stream
                <buffer tag>
                  flush_interval 0.1
                </buffer>
              </store>
              <store>
                @type stdout
              </store>
            </match>
            """)) {
      for (int number = 0; number < 10; number++) {
        post(task, "s3", "{\"n\":" + number + "}");
        post(task, "elasticsearch", "{\"e\":" + number + "}");
      }
      assertThat(cloud.awaitLines("backend/", 10)).hasSize(10).allMatch(line -> line.contains("n"));
      assertThat(cloud.awaitLines("frontend/", 10))
          .hasSize(10)
          .allMatch(line -> line.contains("e"));
      assertThat(task.stop()).isZero();
      assertThat(task.program().stdout()).contains("s3: {\"n\":0}", "elasticsearch: {\"e\":9}");
      assertThat(task.accounting())
          .isEqualTo("accounting: received=20 (copied=20) delivered=40 rejected=0 pending=0");
    }
  }

  /** As {@code cases/config/12} and 14: labels in stores, a stream named by a field. */
  @Test
  void followsLabelsToStreamsNamedByField() throws Exception {
    try (AggregatorTask task =
        start(
            """
            <match app>
              @type copy
              <store>
                @type relabel
                @label @fields
              </store>
              <store>
                @type relabel
                @label @all
              </store>
            </match>
            <label @fields>
              <match app>
                @type kinesis_firehose
                delivery_stream_name "${$.k.stream}-delivery-stream"
                <buffer $.k.stream>
                  flush_interval 0.1
                </buffer>
              </match>
            </label>
            <label @all>
              <match **>
                @type kinesis_firehose
                delivery_stream_name s3-delivery-stream
                data_key log
                <buffer>
                  flush_interval 0.1
                </buffer>
              </match>
            </label>
            """)) {
      post(task, "app", "{\"log\":\"a\\n\",\"k\":{\"stream\":\"elasticsearch\"}}");
      post(task, "app", "{\"log\":\"b\"}");
      assertThat(cloud.awaitLines("backend/", 2)).isEqualTo(List.of("a", "b"));
      assertThat(cloud.awaitLines("frontend/", 1))
          .containsExactly("{\"log\":\"a\\n\",\"k\":{\"stream\":\"elasticsearch\"}}");
      assertThat(task.stop()).isZero();
      assertThat(task.accounting())
          .isEqualTo(
              "accounting: received=2 (copied=2) delivered=3 rejected=1 (no_destination=1)"
                  + " pending=0");
    }
  }

  /** Events go through a second aggregator, and to a file. */
  @Test
  void forwardsToAnotherAggregatorAndToFile() throws Exception {
    try (AggregatorTask second =
            start(
                """
                <match **>
                  @type kinesis_firehose
                  delivery_stream_name ${tag}-delivery-stream
                  <buffer tag>
                    flush_interval 0.1
                  </buffer>
                </match>
                """);
        AggregatorTask first =
            start(
                """
                <match **>
                  @type copy
                  <store>
                    @type forward
                    require_ack_response true
                    compress gzip
                    <server>
                      host 127.0.0.1
                      port %d
                    </server>
                    <buffer tag>
                      flush_interval 0.1
                    </buffer>
                  </store>
                  <store>
                    @type file
                    path %s/out/${tag}
                    append true
                    <format>
                      @type json
                    </format>
                    <buffer tag>
                      flush_interval 0.1
                    </buffer>
                  </store>
                </match>
                """
                    .formatted(second.forwardPort(), directory))) {
      for (int number = 0; number < 10; number++) {
        post(first, "s3", "{\"n\":" + number + "}");
      }
      assertThat(cloud.awaitLines("backend/", 10)).hasSize(10);
      assertThat(first.stop()).isZero();
      assertThat(second.stop()).isZero();
      assertThat(first.accounting())
          .isEqualTo("accounting: received=10 (copied=10) delivered=20 rejected=0 pending=0");
      assertThat(second.accounting())
          .isEqualTo("accounting: received=10 delivered=10 rejected=0 pending=0");
      assertThat(Files.readAllLines(directory.resolve("out/s3.log"))).hasSize(10);
    }
  }

  @Test
  void writesObjectsToS3() throws Exception {
    try (AggregatorTask task =
        start(
            """
            <match **>
              @type s3
              s3_bucket %s
              force_path_style true
              path direct/${tag}/
              <format>
                @type json
              </format>
              <buffer tag,time>
                timekey 1h
                timekey_use_utc true
              </buffer>
            </match>
            """
                .formatted(cloud.bucket()))) {
      for (int number = 0; number < 10; number++) {
        post(task, "a", "{\"n\":" + number + "}");
      }
      assertThat(task.stop()).isZero();
      assertThat(cloud.awaitLines("direct/a/", 10)).hasSize(10);
      assertThat(task.accounting())
          .isEqualTo("accounting: received=10 delivered=10 rejected=0 pending=0");
    }
  }

  /** An object of more than one part, with a key of every placeholder. */
  @Test
  void writesLargeObjectToS3InParts() throws Exception {
    try (AggregatorTask task =
        start(
            """
                <match **>
                  @type s3
                  s3_bucket %s
                  force_path_style true
                  store_as text
                  path parts/${tag}/%%Y/
                  s3_object_key_format "%%{path}%%{hostname}-%%{time_slice}-%%{hex_random}_%%{index}"
                  <format>
                    @type json
                  </format>
                  <buffer tag,time>
                    timekey 1h
                    timekey_use_utc true
                    chunk_limit_size 64m
                  </buffer>
                </match>
                """
                .formatted(cloud.bucket()))) {
      String line = "x".repeat(1_000_000);
      for (int number = 0; number < 20; number++) {
        post(task, "a", "{\"n\":" + number + ",\"log\":\"" + line + "\"}");
      }
      assertThat(task.stop()).isZero();
      assertThat(cloud.awaitLines("parts/a/", 20)).hasSize(20).allMatch(at -> at.endsWith("x\"}"));
      assertThat(task.accounting())
          .isEqualTo("accounting: received=20 delivered=20 rejected=0 pending=0");
      try (S3Client s3 = cloud.s3()) {
        List<S3Object> objects = cloud.objects(s3, "parts/");
        assertThat(objects).hasSizeLessThan(20).anyMatch(object -> object.size() > 8 << 20);
        assertThat(objects.get(0).key()).matches("parts/a/\\d{4}/.+-\\d{10}-[0-9a-f]{4}_0");
        assertThat(s3.listMultipartUploads(list -> list.bucket(cloud.bucket())).uploads())
            .isEmpty();
      }
    }
  }
}
