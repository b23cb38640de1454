package dev.logproof.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Program;
import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.opensearch.IndexRotation;
import dev.logproof.localaws.opensearch.SearchSettings;
import dev.logproof.localaws.opensearch.SearchTarget;
import dev.logproof.opensearch.Login;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid input yields one line that states the expected form. */
class ServeCommandTest {
  private static final int MIB = 1 << 20;
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--buffer-size=1500kB   | 1MiB to 128MiB",
        "--buffer-size=129MiB   | 1MiB to 128MiB",
        "--buffer-interval=901s | 0s to 15m",
        "--buffer-interval=5    | such as 30s",
        "--quota=fast           | expected none, aws, or a rate",
        "--compression=zip      | [GZIP, UNCOMPRESSED]",
        "--firehose-port=70000  | 0 to 65535",
        "--s3-port=-1           | 0 to 65535",
        "--bucket=Big           | lower-case letters",
        "--region=oregon        | us-west-2",
        "--colour=red           | Unknown option",
      })
  void rejectsInvalidOptionWithExpectedValue(String argument, String expected) {
    StringWriter err = new StringWriter();
    var line =
        Program.commandLine(new LocalAwsCommand(), Map.of()).setErr(new PrintWriter(err, true));

    assertThat(line.execute("serve", argument)).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString().strip())
        .doesNotContain("\n")
        .contains(argument.replaceFirst("=.*", ""))
        .contains(expected);
  }

  @Test
  void reportsPortInUse() throws Exception {
    try (LocalAws first = LocalAws.start(settings(0, directory), Dependencies.REAL)) {
      String url = first.environment().get("AWS_ENDPOINT_URL_FIREHOSE");
      int taken = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));

      assertThatThrownBy(() -> LocalAws.start(settings(taken, directory), Dependencies.REAL))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("--firehose-port " + taken);
    }
  }

  @Test
  void reportsDirectoryThatIsFile() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> LocalAws.start(settings(0, file), Dependencies.REAL))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--dir " + file);
  }

  @Test
  void exportsBucketLast() throws Exception {
    try (LocalAws aws = LocalAws.start(settings(0, directory), Dependencies.REAL)) {
      assertThat(aws.environment().keySet())
          .containsExactly(
              "AWS_ENDPOINT_URL_FIREHOSE",
              "AWS_ENDPOINT_URL_KINESIS",
              "AWS_ENDPOINT_URL_S3",
              "AWS_ACCESS_KEY_ID",
              "AWS_SECRET_ACCESS_KEY",
              "AWS_REGION",
              "AWS_DEFAULT_REGION",
              "LOGPROOF_S3");
      assertThat(aws.environment()).containsEntry("LOGPROOF_S3", "s3://logproof");
    }
  }

  @Test
  void exportsOpenSearchEndpointAndIndex() throws Exception {
    SearchSettings search =
        new SearchSettings(
            SearchSettings.endpoint("http://127.0.0.1:1"),
            "frontend",
            IndexRotation.ONE_DAY,
            Duration.ZERO,
            SearchSettings.DocumentIds.FIREHOSE_DEFAULT,
            SearchSettings.Backup.FAILED,
            Login.NONE);
    try (LocalAws aws = LocalAws.start(settings(0, directory, search), Dependencies.REAL)) {
      assertThat(aws.environment())
          .containsEntry("LOGPROOF_OPENSEARCH_ENDPOINT", "http://127.0.0.1:1")
          .containsEntry("LOGPROOF_INDEX", "frontend-*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--opensearch-endpoint=ftp://x, ftp://x",
    "--opensearch-endpoint=http://me:secret@127.0.0.1:1, contains a user",
    "--opensearch-rotation=daily, NoRotation",
    "--opensearch-retry=3h, 0s to 2h"
  })
  void rejectsInvalidOpenSearchOption(String option, String named) {
    StringWriter err = new StringWriter();
    var line =
        Program.commandLine(
            new LocalAwsCommand(), Map.of("LOGPROOF_OPENSEARCH_ENDPOINT", "http://127.0.0.1:1"));
    assertThat(line.setErr(new PrintWriter(err)).execute("serve", option)).isEqualTo(64);
    assertThat(err.toString()).contains(named).doesNotContain("secret");
  }

  private static LocalAwsSettings settings(int firehosePort, Path directory) {
    return settings(firehosePort, directory, SearchTarget.NONE);
  }

  private static LocalAwsSettings settings(int firehosePort, Path directory, SearchTarget search) {
    return new LocalAwsSettings(
        "127.0.0.1",
        firehosePort,
        0,
        new LocalAwsSettings.Kept(directory),
        "logproof",
        "us-west-2",
        Duration.ofSeconds(5),
        MIB,
        Compression.GZIP,
        new QuotaChoice.Unlimited(),
        MIB,
        false,
        RequestFaultPlan.NONE,
        RequestFaultPlan.NONE,
        new LocalAwsSettings.WithoutAthena(),
        search,
        List.of());
  }
}
