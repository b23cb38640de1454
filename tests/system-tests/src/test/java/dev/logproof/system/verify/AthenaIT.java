package dev.logproof.system.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.TaskInCloud;
import dev.logproof.system.support.Verifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Verifies the same data with the scanner and with Athena SQL on a real Trino. Built with {@code
 * -Pathena}.
 */
@EnabledIfSystemProperty(named = "logproof.athena", matches = "true")
@Tag("full")
class AthenaIT extends TaskInCloud {
  private static final String DAMAGED = "~lp1~both~0~1~2~00000000~";
  private static final String CUT = "a line with ~lp1~both~0~";
  private static final String OF_ANOTHER_RUN = "~lp1~other~0~5~1763712000000000~e35b2829~";

  private S3Client s3;

  @Override
  protected String[] cloudArguments() {
    return new String[] {"--athena"};
  }

  @BeforeEach
  void load() throws IOException, InterruptedException {
    s3 = cloud.s3();
    Loadgen.runAndStop(
        directory,
        task,
        directory.resolve("both"),
        "--lines=numbered",
        "--tag=backend-a,frontend-b",
        "--rate=1MB/s",
        "--duration=5s",
        "--run-id=both");
    Verifier.run(directory, cloud, 0, arguments());
  }

  @AfterEach
  void closeClient() {
    s3.close();
  }

  @Test
  void agreesBetweenScanAndAthena() throws Exception {
    JsonNode whole = sameByBoth(0);
    assertThat(whole.path("verdict").asText()).isEqualTo("pass");
    assertThat(whole.path("observed").asLong()).isPositive();
    assertThat(whole.at("/details/latency/copies")).isEqualTo(whole.path("observed"));

    List<S3Object> objects = objects("backend/");
    s3.deleteObject(delete -> delete.bucket(cloud.bucket()).key(objects.get(0).key()));
    S3Object twice = objects.get(1);
    put(twice.key().replace(".gz", "-again.gz"), bytes(twice));
    String folder = twice.key().substring(0, twice.key().lastIndexOf('/') + 1);
    put(
        folder + "odd",
        (DAMAGED + "\n\n\\N\n" + CUT + "\n" + OF_ANOTHER_RUN + "\n").getBytes(UTF_8));

    JsonNode broken = sameByBoth(1);
    assertThat(broken.path("lost").asLong()).isPositive();
    assertThat(broken.path("duplicated").asLong()).isPositive();
    assertThat(broken.path("corrupt").asLong()).isEqualTo(2);
    assertThat(broken.path("unexpected").asLong()).isEqualTo(1);
    assertThat(broken.path("lostRanges")).isNotEmpty();
    assertThat(sameByBoth(1, "--late-after=0s").path("late").asLong()).isPositive();
    assertThat(verdict(1, "--engine=scan,athena").path("verdict").asText()).isEqualTo("fail");
  }

  @Test
  void isUnknownWhenScanAndAthenaDisagree() throws Exception {
    S3Object object = objects("backend/").get(0);
    put(object.key().replace(".gz", ""), bytes(object));
    s3.deleteObject(delete -> delete.bucket(cloud.bucket()).key(object.key()));

    assertThat(verdict(0, "--engine=scan").path("verdict").asText()).isEqualTo("pass");
    JsonNode both = verdict(2, "--engine=scan,athena");
    assertThat(both.path("verdict").asText()).isEqualTo("unknown");
    assertThat(both.path("reasons").toString())
        .contains("scan and athena disagree: lost 0 and ")
        .contains("athena says lost: run both source 0: ");
  }

  private JsonNode sameByBoth(int exitCode, String... more) throws Exception {
    List<String> scan = new ArrayList<>(List.of(more));
    scan.add("--engine=scan");
    List<String> athena = new ArrayList<>(List.of(more));
    athena.add("--engine=athena");
    ObjectNode byScan = verdict(exitCode, scan.toArray(String[]::new));
    ObjectNode byAthena = verdict(exitCode, athena.toArray(String[]::new));
    // Only the engine and the bytes read may differ.
    byScan.remove("bytes");
    byAthena.remove("bytes");
    ((ObjectNode) byScan.path("details")).remove("engine");
    ((ObjectNode) byAthena.path("details")).remove("engine");
    assertThat(byAthena).isEqualTo(byScan);
    return byScan;
  }

  private ObjectNode verdict(int exitCode, String... more)
      throws IOException, InterruptedException {
    return Verifier.verdict(
        directory,
        cloud,
        exitCode,
        arguments(
            Stream.concat(Stream.of("--settle=1s", "--timeout=60s"), Stream.of(more))
                .toArray(String[]::new)));
  }

  private String[] arguments(String... more) {
    Stream<String> always = Stream.of("--since=1h", "--journal=" + directory.resolve("both"));
    return Stream.concat(always, Stream.of(more)).toArray(String[]::new);
  }

  private List<S3Object> objects(String prefix) {
    return cloud.objects(s3, prefix).stream().filter(it -> it.key().endsWith(".gz")).toList();
  }

  private byte[] bytes(S3Object object) {
    return s3.getObjectAsBytes(get -> get.bucket(cloud.bucket()).key(object.key())).asByteArray();
  }

  private void put(String key, byte[] bytes) {
    s3.putObject(put -> put.bucket(cloud.bucket()).key(key), RequestBody.fromBytes(bytes));
  }
}
