package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.FileOutput;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.config.SecondaryConfig;
import dev.logproof.aggregator.file.SecondaryFile;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files have the names and lines of Fluentd's out_file. */
class FileOutputTest {
  /** 2026-11-03 04:05:06 UTC. */
  private static final long TIME = 1_793_678_706L;

  private static final String UTC = "timekey_use_utc true;";

  @TempDir Path directory;

  private Ledger ledger = new Ledger();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  private static FileOutput config(String path, String lines) {
    return (FileOutput) OneMatch.output("@type file;path " + path + ";" + lines);
  }

  private EventTask task(FileOutput config) throws IOException {
    return new EventTask(
        FileKind.of(config),
        outcomes(config),
        directory.resolve("spool"),
        channel.eventLoop(),
        TIME);
  }

  private EventOutcomes outcomes(FileOutput config) {
    return config.buffer().secondary() instanceof SecondaryConfig.ToFile secondary
        ? new EventOutcomes(ledger, (reason, event) -> {}, new SecondaryFile(secondary))
        : new EventOutcomes(ledger, (reason, event) -> {});
  }

  private void write(FileOutput config, String... tags) throws IOException, InterruptedException {
    EventTask task = task(config);
    for (String tag : tags) {
      task.send(tag, "n", tag);
    }
    task.stop(20_000);
  }

  @ParameterizedTest
  @CsvSource({
    "app, '', app.20261103_0.log",
    "app, '<buffer>;timekey 1h;timekey_use_utc true;</buffer>', app.2026110304_0.log",
    "app, '<buffer time>;timekey 60;timekey_use_utc true;</buffer>', app.202611030405_0.log",
    "app.*.txt, add_path_suffix false, app.20261103_0.txt",
    "app-%Y%m%d, path_suffix .json, app-20261103_0.json",
    "app, 'append true', app.20261103.log",
    "'${tag}/x', '<buffer tag>;</buffer>', t/x_0.log",
    "app, 'time_slice_format %Y-%m-%d;utc', app.2026-11-03_0.log",
    "app.*.txt, 'append true;time_slice_format %Y/%m;utc', app.2026/11.txt.log",
    "app-%Y%m%d, 'time_slice_format %d;utc', app-20261103.03_0.log",
    "app, 'time_slice_format %d-%H;<buffer time>;timekey 1h;timekey_use_utc true;</buffer>', app.03-04_0.log",
  })
  void namesFiles(String path, String lines, String expected) throws Exception {
    boolean asIs = lines.contains("<buffer") || lines.contains("utc");
    String buffer = asIs ? lines : lines + ";<buffer>;" + UTC + "</buffer>";
    write(config(directory + "/" + path, buffer), "t");
    assertThat(directory.resolve(expected)).exists();
  }

  @Test
  void writesTimeTagAndRecord() throws Exception {
    write(config(directory + "/a", "<buffer time>;timekey 1d;" + UTC + "</buffer>"), "t.a", "t.b");
    assertThat(directory.resolve("a.20261103_0.log"))
        .hasContent(
            """
            2026-11-03T04:05:06+00:00\tt.a\t{"n":"t.a"}
            2026-11-03T04:05:06+00:00\tt.b\t{"n":"t.b"}
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "@type json, '{\"n\":\"x\"}\n'",
    "@type single_value;message_key n, 'x\n'",
    "@type single_value;message_key n;add_newline false, x",
    "output_time false;delimiter SPACE, 'x {\"n\":\"x\"}\n'",
    "output_tag false;output_time false, '{\"n\":\"x\"}\n'",
    "output_tag false;utc true, '2026-11-03T04:05:06Z\t{\"n\":\"x\"}\n'",
    "output_tag false;timezone +09:00, '2026-11-03T13:05:06+09:00\t{\"n\":\"x\"}\n'",
    "output_tag false;utc true;time_format %d/%b/%Y, '03/Nov/2026\t{\"n\":\"x\"}\n'",
    "@type ltsv, 'n:x\n'",
    "@type csv;fields n, '\"x\"\n'",
    "@type hash, '{\"n\"=>\"x\"}\n'",
  })
  void writesOtherFormats(String format, String expected) throws Exception {
    write(
        config(directory + "/a", "<format>;" + format + ";</format>;<buffer tag>;</buffer>"), "x");
    assertThat(Files.readString(directory.resolve("a_0.log"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "utc, '2026-11-03T04:05:06Z\tt\t{\"n\":\"t\"}\n'",
    "timezone Asia/Tokyo, '2026-11-03T13:05:06+09:00\tt\t{\"n\":\"t\"}\n'",
    "utc;format ltsv, 'n:t\n'",
  })
  void writesFormatOfOldConfigurations(String lines, String expected) throws Exception {
    write(config(directory + "/a", "append true;time_slice_format %Y;" + lines), "t");
    try (Stream<Path> files = Files.list(directory)) {
      Path written =
          files
              .filter(file -> file.getFileName().toString().startsWith("a."))
              .findFirst()
              .orElseThrow();
      assertThat(Files.readString(written)).isEqualTo(expected);
    }
  }

  @Test
  void takesLinkAndShortNameOfCompression() {
    FileOutput config = config("/a", "symlink_path /a.log;compress gz");
    assertThat(config.gzip()).isTrue();
    assertThat(config.path()).endsWith(".log.gz");
  }

  @Test
  void numbersAndAppends() throws Exception {
    FileOutput each =
        config(directory + "/a", "<format>;@type json;</format>;<buffer tag>;</buffer>");
    write(each, "1");
    write(each, "2");
    assertThat(directory.resolve("a_1.log")).hasContent("{\"n\":\"2\"}\n");
    FileOutput one =
        config(
            directory + "/b",
            "append true;compress gzip;<format>;@type json;</format>;<buffer tag>;</buffer>");
    write(one, "1");
    write(one, "2");
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(directory.resolve("b.log.gz")))) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("{\"n\":\"1\"}\n{\"n\":\"2\"}\n");
    }
  }

  @Test
  void rejectsTagThatLeadsElsewhere() throws Exception {
    write(config(directory + "/a/${tag}", "<buffer tag>;</buffer>"), "../../x", "y");
    assertThat(ledger.rejected(RejectCause.NO_DESTINATION)).isEqualTo(1);
    assertThat(directory.resolve("a/y_0.log")).exists();
  }

  @Test
  void writesEventsAtRetryLimitToSecondary() throws Exception {
    Files.createFile(directory.resolve("target"));
    String secondary =
        "<secondary>;@type secondary_file;directory " + directory + "/second;</secondary>;";
    write(
        config(
            directory + "/target/a",
            secondary
                + "<format>;@type json;</format>;"
                + "<buffer tag>;retry_wait 0.01;retry_max_times 2;</buffer>"),
        "x");
    assertThat(directory.resolve("second/dump.bin.0")).hasContent("{\"n\":\"x\"}\n");
    assertThat(ledger.rejected(RejectCause.RETRY_LIMIT)).isEqualTo(1);
  }

  @Test
  void spoolsWhatDiskRefusesForNextTask() throws Exception {
    Path target = directory.resolve("target");
    Files.createFile(target);
    FileOutput config =
        config(
            target + "/a", "<format>;@type json;</format>;<buffer tag>;retry_wait 0.01;</buffer>");
    EventTask task = task(config);
    task.send("1", "n", "1");
    task.send("2", "n", "2");
    assertThat(task.stop(0).spooled()).isEqualTo(2);
    Files.delete(target);
    ledger = new Ledger();
    EventTask next = task(config);
    Accounting counters = next.stop(20_000);
    assertThat(counters.delivered()).isEqualTo(2);
    assertThat(target.resolve("a_0.log")).exists();
    assertThat(target.resolve("a_1.log")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "a/${x}, '', '${x} needs the chunk key x'",
    "a/, '', expected the path of a file",
    "a, '<format>;@type tsv;</format>', expected out_file or json or single_value or ltsv",
  })
  void refuses(String path, String lines, String expected) {
    assertThatThrownBy(() -> config(path, lines))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }
}
