package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ConfigFile;
import dev.logproof.system.support.JsonRequest;
import dev.logproof.system.support.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Deliveries of a copy, of a label in a store, and of streams named by tag or field. */
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
    HttpAnswer.requireOk(
        JsonRequest.of(
            "POST", URI.create("http://127.0.0.1:" + task.httpPort() + "/" + tag), json));
  }

  /** Sends ten events with their numbers. */
  private static void postTen(AggregatorTask task, String tag, String field)
      throws IOException, InterruptedException {
    for (int number = 0; number < 10; number++) {
      post(task, tag, "{\"" + field + "\":" + number + "}");
    }
  }

  /** Starts a task with the matches of {@code copies/NAME.conf}, in which words are replaced. */
  private AggregatorTask start(String name, Map<String, String> words)
      throws IOException, InterruptedException {
    String text = SOURCES + ConfigFile.text("copies/" + name, words);
    Path config = Files.writeString(directory.resolve("fluent.conf"), text);
    return AggregatorTask.start(directory, cloud.environment(), "--config", config.toString());
  }

  private AggregatorTask start(String name) throws IOException, InterruptedException {
    return start(name, Map.of());
  }

  /** Stops a task, which must have counted {@code events}. */
  private static void assertStops(AggregatorTask task, String events)
      throws IOException, InterruptedException {
    assertThat(task.stop()).isZero();
    assertThat(task.accounting()).isEqualTo("accounting: " + events + " pending=0");
  }

  /** As {@code cases/config/07} with the streams of local-aws. */
  @Test
  void copiesToStreamsNamedByTag() throws Exception {
    try (AggregatorTask task = start("streams-by-tag")) {
      postTen(task, "s3", "n");
      postTen(task, "elasticsearch", "e");
      assertThat(cloud.awaitLines("backend/", 10)).hasSize(10).allMatch(line -> line.contains("n"));
      assertThat(cloud.awaitLines("frontend/", 10))
          .hasSize(10)
          .allMatch(line -> line.contains("e"));
      assertStops(task, "received=20 (copied=20) delivered=40 rejected=0");
      assertThat(task.program().stdout()).contains("s3: {\"n\":0}", "elasticsearch: {\"e\":9}");
    }
  }

  /** As {@code cases/config/12} and 14: labels in stores, a stream named by a field. */
  @Test
  void followsLabelsToStreamsNamedByField() throws Exception {
    try (AggregatorTask task = start("labels-and-field")) {
      post(task, "app", "{\"log\":\"a\\n\",\"k\":{\"stream\":\"elasticsearch\"}}");
      post(task, "app", "{\"log\":\"b\"}");
      assertThat(cloud.awaitLines("backend/", 2)).isEqualTo(List.of("a", "b"));
      assertThat(cloud.awaitLines("frontend/", 1))
          .containsExactly("{\"log\":\"a\\n\",\"k\":{\"stream\":\"elasticsearch\"}}");
      assertStops(task, "received=2 (copied=2) delivered=3 rejected=1 (no_destination=1)");
    }
  }

  /** Events go through a second aggregator, and to a file. */
  @Test
  void forwardsToAnotherAggregatorAndToFile() throws Exception {
    try (AggregatorTask second = start("relay");
        AggregatorTask first =
            start(
                "forward-and-file",
                Map.of(
                    "PORT",
                    Integer.toString(second.forwardPort()),
                    "DIRECTORY",
                    directory.toString()))) {
      postTen(first, "s3", "n");
      assertThat(cloud.awaitLines("backend/", 10)).hasSize(10);
      assertStops(first, "received=10 (copied=10) delivered=20 rejected=0");
      assertStops(second, "received=10 delivered=10 rejected=0");
      assertThat(Files.readAllLines(directory.resolve("out/s3.log"))).hasSize(10);
    }
  }

  @Test
  void writesObjectsToS3() throws Exception {
    try (AggregatorTask task = start("objects", Map.of("BUCKET", cloud.bucket()))) {
      postTen(task, "a", "n");
      assertStops(task, "received=10 delivered=10 rejected=0");
      assertThat(cloud.awaitLines("direct/a/", 10)).hasSize(10);
    }
  }

  /** An object of more than one part, with a key of every placeholder. */
  @Test
  void writesLargeObjectToS3InParts() throws Exception {
    try (AggregatorTask task = start("object-in-parts", Map.of("BUCKET", cloud.bucket()))) {
      String line = "x".repeat(1_000_000);
      for (int number = 0; number < 20; number++) {
        post(task, "a", "{\"n\":" + number + ",\"log\":\"" + line + "\"}");
      }
      assertStops(task, "received=20 delivered=20 rejected=0");
      assertThat(cloud.awaitLines("parts/a/", 20)).hasSize(20).allMatch(at -> at.endsWith("x\"}"));
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
