package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.ObjectServer.Fault;
import dev.logproof.aggregator.s3.S3Target;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Large objects are written part by part, whole and once, and failed uploads are aborted. */
class S3PartsTest {
  private static final int PART_BYTES = 20;
  private static final String LINES =
      "@type s3;s3_bucket bkt;s3_object_key_format o-%{index};store_as text;"
          + "<format>;@type json;</format>;<buffer>;retry_wait 0.01;</buffer>";

  /** Requests of an object in three parts: begin, parts, completion. */
  private static final int REQUESTS = 5;

  @TempDir Path directory;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  @AutoClose private final ObjectServer server = new ObjectServer();

  /** One task that sends six events of ten bytes. */
  private Accounting run(String more, long stopMillis) throws IOException, InterruptedException {
    S3Output config = (S3Output) OneMatch.output(LINES + ";" + more);
    EventTask task =
        new EventTask(
            S3Kind.of(
                config, new S3Target(config, server.client(), PART_BYTES, InstantSource.system())),
            new EventOutcomes(new Ledger(), (reason, event) -> {}),
            directory.resolve("spool"),
            channel.eventLoop(),
            1_793_678_706L);
    for (int number = 0; number < 6; number++) {
      task.send("t", "n", Integer.toString(number));
    }
    return task.stop(stopMillis);
  }

  private static String content() {
    return IntStream.range(0, 6)
        .mapToObj("{\"n\":\"%d\"}\n"::formatted)
        .collect(Collectors.joining());
  }

  @Test
  void writesObjectInParts() throws Exception {
    assertThat(run("storage_class STANDARD_IA;tagging a=b", 20_000).delivered()).isEqualTo(6);
    assertThat(server.objects.get("o-0")).asString(UTF_8).isEqualTo(content());
    assertThat(server.headers.get("o-0").storageClass()).isEqualTo("STANDARD_IA");
    assertThat(server.headers.get("o-0").tagging()).isEqualTo("a=b");
    assertThat(server.uploads).isEmpty();
  }

  /** S3 needs the key with each part, and to tell whose object has a key; here, lookups follow. */
  @Test
  void sendsKeyOfCustomerWithEachRequestAboutContent() throws Exception {
    server.faults.addAll(Collections.nCopies(REQUESTS - 1, Fault.NONE));
    server.faults.add(Fault.LOST_RESPONSE);
    String key = "sse_customer_algorithm AES256;sse_customer_key k";
    assertThat(run(key, 20_000).delivered()).isEqualTo(6);
    assertThat(server.ownKeys)
        .contains("HEAD aw==", "PUT aw==", "POST aw==")
        .doesNotContain("HEAD null", "PUT null");
  }

  static Stream<Arguments> faults() {
    return IntStream.range(0, REQUESTS)
        .boxed()
        .flatMap(request -> Stream.of(Fault.values()).map(fault -> Arguments.of(request, fault)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void writesObjectOnceThroughFaultOfRequest(int request, Fault fault) throws Exception {
    server.faults.addAll(Collections.nCopies(request, Fault.NONE));
    server.faults.add(fault);
    assertThat(run("", 20_000).delivered()).isEqualTo(6);
    assertThat(server.objects.values().stream().map(body -> new String(body, UTF_8)))
        .filteredOn(body -> !body.isEmpty())
        .containsExactly(content());
    boolean idIsLost = request == 0 && fault == Fault.LOST_RESPONSE;
    assertThat(server.uploads).hasSize(idIsLost ? 1 : 0);
  }

  @Test
  void abortsUploadAndSpoolsEventsAtStop() throws Exception {
    server.faults.addAll(Collections.nCopies(2, Fault.NONE));
    server.faults.addAll(Collections.nCopies(1_000, Fault.SLOW_DOWN));
    assertThat(run("", 0).spooled()).isEqualTo(6);
    assertThat(server.objects).isEmpty();
    assertThat(server.uploads).isEmpty();
  }
}
