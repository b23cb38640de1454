package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.config.syntax.HostName;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.ObjectServer.Fault;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects have the keys and contents of fluent-plugin-s3, each chunk once, through faults. */
class S3OutputTest {
  /** 2026-11-03 04:05:06 UTC. */
  private static final long TIME = 1_793_678_706L;

  private static final String JSON = "<format>;@type json;</format>;store_as text;";
  private static final String UTC = "<buffer>;timekey_use_utc true;retry_wait 0.01;</buffer>";

  @TempDir Path directory;

  private Ledger ledger = new Ledger();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  @AutoClose private ObjectServer server = new ObjectServer();
  private long seed = 1;

  private static S3Output config(String lines) {
    return (S3Output) OneMatch.output("@type s3;s3_bucket bkt;" + lines);
  }

  /** One task that sends events {@code n} and stops. */
  private Accounting run(S3Output config, long stopMillis, String... tags)
      throws IOException, InterruptedException {
    EventTask task =
        new EventTask(
            S3Kind.of(config, server.client()),
            new EventOutcomes(ledger, (reason, event) -> {}),
            directory.resolve("spool"),
            channel.eventLoop(),
            TIME,
            seed++);
    for (String tag : tags) {
      task.send(tag, "n", tag);
    }
    return task.stop(stopMillis);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 20261103_0.gz",
    "path logs/, logs/20261103_0.gz",
    "path logs/%H/;time_slice_format %Y-%m, logs/00/2026-11_0.gz",
    "path ${tag}/;<buffer tag>;</buffer>, t/_0.gz",
    "index_format %03d;store_as json, 20261103_000.json",
    "index_format %04x, 20261103_0000.gz",
    "check_object false;time_slice_format %Y;path a;s3_object_key_format x-%{path}, x-a",
    "s3_object_key_format %{path}a/%{index}/%{time_slice}.%{file_extension}, a/0/20261103.gz",
  })
  void namesObjects(String lines, String key) throws Exception {
    run(config(lines.contains("<buffer") ? lines : lines + ";" + UTC), 20_000, "t");
    assertThat(server.objects).containsOnlyKeys(key);
  }

  @Test
  void writesCompressedLines() throws Exception {
    run(config(UTC), 20_000, "a", "b");
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(server.objects.get("20261103_0.gz")))) {
      assertThat(in.readAllBytes())
          .asString(UTF_8)
          .isEqualTo(
              """
              2026-11-03T04:05:06+00:00\ta\t{"n":"a"}
              2026-11-03T04:05:06+00:00\tb\t{"n":"b"}
              """);
    }
    assertThat(server.headers.get("20261103_0.gz").contentType()).isEqualTo("application/x-gzip");
  }

  @Test
  void namesObjectsByHostChunkAndTimeOfDay() throws Exception {
    String format =
        "s3_object_key_format %{hostname}/${chunk_id}/%{uuid_flush}/%{hex_random}/%{hms_slice};";
    run(config(format + JSON + UTC), 20_000, "1");
    String key = server.objects.keySet().iterator().next();
    String[] parts = key.replaceFirst("^" + HostName.read() + "/", "").split("/", -1);
    assertThat(parts[1].replace("-", "")).isEqualTo(parts[0]).hasSize(32).startsWith(parts[2]);
    assertThat(parts[2]).hasSize(4);
    assertThat(parts[3]).matches("[0-2]\\d[0-5]\\d[0-5]\\d");
  }

  /** Without lookups, a key that is taken gets an index. */
  @Test
  void neverReplacesObjectWithoutLookup() throws Exception {
    String lines = "check_object false;s3_object_key_format a/%{time_slice}.txt;" + JSON + UTC;
    for (String task : List.of("1", "2", "3")) {
      run(config(lines), 20_000, task);
    }
    assertThat(server.objects)
        .containsOnlyKeys("a/20261103.txt", "a/20261103_1.txt", "a/20261103_2.txt");
  }

  @Test
  void replacesObjectWithOverwrite() throws Exception {
    String lines = "overwrite true;s3_object_key_format a;" + JSON + UTC;
    run(config(lines), 20_000, "1");
    run(config(lines), 20_000, "2");
    assertThat(server.objects.get("a")).asString(UTF_8).isEqualTo("{\"n\":\"2\"}\n");
  }

  @Test
  void compressesByZstd() throws Exception {
    run(config("store_as zstd;<compress>;level 5;</compress>;" + UTC), 20_000, "a");
    assertThat(server.headers.get("20261103_0.zst").contentType()).isEqualTo("application/x-zst");
    try (ZstdInputStream in =
        new ZstdInputStream(new ByteArrayInputStream(server.objects.get("20261103_0.zst")))) {
      assertThat(in.readAllBytes())
          .asString(UTF_8)
          .isEqualTo("2026-11-03T04:05:06+00:00\ta\t{\"n\":\"a\"}\n");
    }
  }

  @Test
  void writesStorageClassAndTags() throws Exception {
    run(config("storage_class STANDARD_IA;tagging a=b&c=d;" + UTC), 20_000, "a");
    ObjectServer.Headers headers = server.headers.get("20261103_0.gz");
    assertThat(headers.storageClass()).isEqualTo("STANDARD_IA");
    assertThat(headers.tagging()).isEqualTo("a=b&c=d");
  }

  @Test
  void numbersObjectsOfOneSlice() throws Exception {
    run(config(JSON + UTC), 20_000, "1");
    run(config(JSON + UTC), 20_000, "2");
    assertThat(server.objects).containsOnlyKeys("20261103_0.txt", "20261103_1.txt");
  }

  /** Throttling, errors, resets, lost responses, another task: each event is there once. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void writesEachChunkOnceThroughFault(Fault fault) throws Exception {
    server.faults.add(fault);
    assertThat(run(config(JSON + UTC), 20_000, "1", "2").delivered()).isEqualTo(2);
    StringBuilder all = new StringBuilder();
    server.objects.values().forEach(body -> all.append(new String(body, UTF_8)));
    assertThat(all.toString()).isEqualTo("{\"n\":\"1\"}\n{\"n\":\"2\"}\n");
  }

  @Test
  void spoolsEventsAndDeliversThemInNextTask() throws Exception {
    server.close();
    assertThat(run(config(JSON + UTC), 0, "1", "2").spooled()).isEqualTo(2);
    server = new ObjectServer();
    ledger = new Ledger();
    assertThat(run(config(JSON + UTC), 20_000).delivered()).isEqualTo(2);
    assertThat(server.objects.get("20261103_0.txt"))
        .asString(UTF_8)
        .isEqualTo("{\"n\":\"1\"}\n{\"n\":\"2\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "s3_object_key_format x => gives different chunks one key",
        "s3_object_key_format %{uuid}%{index} => expected %{path}",
        "path ${tag}/ => ${tag} needs the chunk key tag",
        "store_as lzo => expected gzip or text or json or zstd or gzip_command; other formats",
        "index_format x => expected d, x or X after a percent sign",
        "proxy_uri https://p:1 => expected http://[user:password@]host:port",
        "s3_metadata a:${tag} => the metadata of all objects is the same",
        "s3_metadata a b:c => expected names and texts of ASCII",
        "sse_customer_key k => give both sse_customer_algorithm and sse_customer_key",
        "sse_customer_algorithm AES256;sse_customer_key k;s3_endpoint http://h:1 => https",
        "enable_transfer_acceleration true;force_path_style true => without force_path_style",
        "ssl_ca_bundle /b => those of the Java runtime",
        "<bucket_lifecycle_rule>;</bucket_lifecycle_rule> => set the rule at the bucket",
      })
  void refuses(String lines, String expected) {
    assertThatThrownBy(() -> config(lines))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }
}
