package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.StdoutOutput;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.filter.InjectingOutput;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.BufferedSink;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.output.PrintOutput;
import dev.logproof.aggregator.output.StreamKind;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.TestSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that an output rejects go to {@code <label @ERROR>}, and are counted there alone. */
class ErrorLabelTest {
  private static final String SOURCE = "<source>\n@type forward\n</source>\n";
  private static final String STREAM = "@type kinesis_firehose\ndelivery_stream_name s\n";
  private static final String LOG = STREAM + "data_key log\n";
  private static final String PRINTING = ConfigSections.label("@ERROR", match("@type stdout\n"));
  private static final String TOO_LONG = "x".repeat(1_100_000);

  @TempDir Path directory;

  private final Ledger ledger = new Ledger();
  private final List<String> deadLetters = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private TagRouter routes(String text) throws IOException {
    AggregatorConfig config = AggregatorConfig.parse("f.conf", SOURCE + text, Map.of());
    Map<String, Output> outputs = new TreeMap<>();
    for (OutputConfig output :
        config.routesByLabel().values().stream()
            .flatMap(List::stream)
            .flatMap(route -> route.output().leaves())
            .distinct()
            .toList()) {
      outputs.put(output.id(), output(output));
    }
    EmbeddedChannel channel = new EmbeddedChannel();
    return new EventLoopOutputs(
            List.of(channel.eventLoop()), config.routesByLabel(), outputs, ledger)
        .routes(channel, "");
  }

  /** Returns what was printed, without the times. */
  private String printed() {
    return printed.toString(UTF_8).replaceAll("(?m)^\\S+ \\S+ \\S+ (?=a.b: )", "");
  }

  private Output output(OutputConfig config) throws IOException {
    if (!(config instanceof StreamOutput stream)) {
      return new PrintOutput((StdoutOutput) config, ledger, new PrintStream(printed, true, UTF_8));
    }
    Spools spools = TestSpools.create(ledger);
    TestStream accepting = batch -> PutOutcome.ALL_ACCEPTED;
    Output sink =
        new BufferedSink(
            StreamKind.of(stream, accepting, new RequestMemory(Long.MAX_VALUE)),
            1 << 24,
            new BufferedSink.Dependencies(
                new StopDeadline(System::nanoTime),
                new EventOutcomes(ledger, (reason, event) -> deadLetters.add(reason)),
                TestSpools.open(spools, directory.resolve(config.id()), false),
                new SplittableRandom(1)));
    return new InjectingOutput(sink, stream.inject(), Clock.systemUTC());
  }

  private void send(TagRouter routes, String... events) {
    JsonEvents.of(events).send(routes, "a.b", 1, PendingAck.NONE, ledger);
  }

  private static String match(String output) {
    return ConfigSections.match("**", output);
  }

  @Test
  void sendsEventsThatOutputRejectsToErrorLabel() throws IOException {
    TagRouter routes = routes(match(LOG) + PRINTING);
    send(routes, "{\"log\":\"a\"}", "{\"message\":\"b\"}", "{\"log\":\"" + TOO_LONG + "\"}");
    assertThat(printed().lines())
        .containsExactly("a.b: {\"message\":\"b\"}", "a.b: {\"log\":\"" + TOO_LONG + "\"}");
    assertThat(deadLetters).isEmpty();
    assertThat(ledger.accounting().line())
        .isEqualTo("accounting: received=3 delivered=2 rejected=0 pending=1");
  }

  @Test
  void sendsEventsAsTheyCameToAnOutputThatInjects() throws IOException {
    TagRouter routes = routes(match(STREAM + "<inject>\ntag_key tag\n</inject>\n") + PRINTING);
    send(routes, "{\"log\":\"" + TOO_LONG + "\"}");
    assertThat(printed()).isEqualTo("a.b: {\"log\":\"" + TOO_LONG + "\"}\n");
  }

  @Test
  void rejectsByCauseWithoutErrorLabel() throws IOException {
    TagRouter routes = routes(match(LOG));
    send(routes, "{\"log\":\"a\"}", "{\"message\":\"b\"}", "{\"log\":\"" + TOO_LONG + "\"}");
    assertThat(deadLetters).containsExactly("no_data_key", "record_too_large");
    assertThat(ledger.accounting().line())
        .isEqualTo(
            "accounting: received=3 delivered=0 rejected=2 (no_data_key=1, record_too_large=1)"
                + " pending=1");
  }

  @Test
  void rejectsWhatErrorLabelRejectsToo() throws IOException {
    TagRouter routes =
        routes(match(LOG) + ConfigSections.label("@ERROR", match(STREAM + "data_key other\n")));
    send(routes, "{\"other\":\"a\"}", "{\"message\":\"b\"}");
    assertThat(deadLetters).containsExactly("no_data_key");
    assertThat(ledger.accounting().line())
        .isEqualTo("accounting: received=2 delivered=0 rejected=1 (no_data_key=1) pending=1");
  }

  @Test
  void countsRejectionsOfEachStore() throws IOException {
    String stores = "@type copy\n<store>\n" + LOG + "</store>\n<store>\n" + STREAM + "</store>\n";
    send(routes(match(stores) + PRINTING), "{\"message\":\"b\"}");
    assertThat(printed()).isEqualTo("a.b: {\"message\":\"b\"}\n");
    assertThat(ledger.accounting().line())
        .isEqualTo("accounting: received=1 (copied=1) delivered=1 rejected=0 pending=1");
  }
}
