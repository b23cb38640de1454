package dev.logproof.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Program;
import dev.logproof.commandline.Progress;
import dev.logproof.commandline.Termination;
import dev.logproof.throughput.endpoint.EndpointCommand;
import dev.logproof.throughput.load.LoadCommand;
import dev.logproof.throughput.measure.Measurement;
import dev.logproof.throughput.measure.Rate;
import dev.logproof.throughput.measure.ResultTable;
import dev.logproof.throughput.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aggregator-throughput}: compares the CPU cost and throughput of aggregators. */
@Command(
    name = "aggregator-throughput",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    subcommands = {LoadCommand.class, EndpointCommand.class},
    synopsisSubcommandLabel = "",
    description = {
      "Measure what an aggregator costs: CPU a MB, memory, latency from socket to accepted request, and the most it"
          + " carries. Load, aggregator and an endpoint that counts in Firehose's place are processes of their own.",
      "A MB is 10^6 bytes of forward protocol as they go to the aggregator, the same events for every aggregator; CPU"
          + " is user and system time of its processes from /proc, over the window alone.",
      "Every event is numbered, so that the endpoint knows what was lost and what came twice.",
      "Exit code 0: measured. 2: unknown: a rate was missed by over 1 %%, events were lost, or nothing arrived; the row"
          + " says which. 64: bad input."
    },
    footer = {
      "",
      "What an aggregator's command finds in its environment:",
      "  BENCHMARK_FORWARD_PORT       to listen on for the forward protocol: then it is ready",
      "  BENCHMARK_FIREHOSE_URL       the endpoint; also _HOST and _PORT",
      "  BENCHMARK_CA_FILE            the endpoint's certificate in PEM, with --tls",
      "  BENCHMARK_JAVA_FLAGS         flags that make Java trust it, with --tls",
      "  BENCHMARK_TAG                the tag of all events",
      "  BENCHMARK_FLUSH_SECONDS      --flush-interval",
      "  BENCHMARK_AGGREGATE_RECORDS  --aggregate-records, true or false",
      "  BENCHMARK_DIRECTORY          where it works, removed afterwards",
      "  AWS_ENDPOINT_URL_FIREHOSE, AWS_REGION and made-up credentials",
      "",
      "With Fluent Bit, built from its source with the flags of its own images"
          + " (-DFLB_RELEASE=On -DFLB_JEMALLOC=On -DFLB_SIMD=On) and in_forward,"
          + " out_kinesis_firehose; it speaks to Firehose by TLS only:",
      "  benchmarks/aggregator-throughput --tls --rounds 3 --aggregator \\",
      "    \"fluent-bit=exec $HOME/fluent-bit/build/bin/fluent-bit \\",
      "      -c $PWD/benchmarks/throughput/fluent-bit.conf\"",
      "As it never holds clients back, saturation finds it beyond its best; a list of"
          + " --rates finds the highest it holds."
    })
public final class ThroughputCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Output format of the result. */
  enum Format {
    /** Human-readable table. */
    TABLE,
    /** One JSON array of measurements. */
    JSON
  }

  @Mixin CommandOptions common = new CommandOptions();

  @Mixin TrialOptions trials = new TrialOptions();

  @Option(
      names = "--rates",
      paramLabel = "RATE",
      split = ",",
      defaultValue = "1MB/s,9MB/s,25MB/s,50MB/s,saturation",
      description =
          "What is offered; saturation: as much as is taken, held back by TCP alone. Default:"
              + " ${DEFAULT-VALUE}.")
  List<String> rates;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Do everything so often, the aggregators by turns; the table shows medians. Default:"
              + " ${DEFAULT-VALUE}.")
  int rounds;

  @Option(
      names = "--aggregator",
      paramLabel = "NAME=COMMAND",
      description = "Measure this one, too; repeat for more. Ratios are to the first in the table.")
  List<String> aggregators = List.of();

  @Option(
      names = "--aggregator-command",
      paramLabel = "COMMAND",
      description = "The same, named other.")
  Optional<String> aggregatorCommand = Optional.empty();

  @Option(names = "--without-own", description = "Leave out logproof's aggregator.")
  boolean withoutOwn;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Keep the logs of all processes here. Default: nowhere.")
  Optional<Path> workDirectory = Optional.empty();

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Write the measurements there, too, as JSON.")
  Optional<Path> results = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "How the result is printed. Default: ${DEFAULT-VALUE}.")
  Format format;

  /** Starts the program. */
  public static void main(String... args) {
    Program.main(new ThroughputCommand(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Rate> offered = rates.stream().map(ThroughputCommand::rate).toList();
    List<Contender> contenders = contenders();
    if (rounds < 1) {
      throw CommandFailure.badInput("--rounds " + rounds + ": expected 1 or more");
    }
    List<Measurement> measured;
    try (WorkDirectory directory = WorkDirectory.open(workDirectory)) {
      Trial trial =
          new Trial(trials.settings(directory.path()), ProcessTable.ofThisMachine(), this::pause);
      measured = measure(trial, directory, offered, contenders);
    }
    print(measured);
    return measured.stream().allMatch(Measurement::isGood) ? ExitCode.PASS : ExitCode.UNKNOWN;
  }

  private List<Measurement> measure(
      Trial trial, WorkDirectory directory, List<Rate> offered, List<Contender> contenders)
      throws IOException, InterruptedException {
    Progress progress = Progress.onStandardError(common.quiet());
    List<Measurement> measured = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (Rate rate : offered) {
        for (Contender contender : contenders) {
          progress.milestone("round " + round + ", " + rate + ", " + contender.name() + " ...");
          measured.add(
              trial.run(
                  contender, rate, round, directory.of(contender.name(), rate.toString(), round)));
          save(measured);
        }
      }
    }
    return measured;
  }

  private List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    if (!withoutOwn) {
      contenders.add(Contender.own());
    }
    aggregators.stream().map(Contender::parse).forEach(contenders::add);
    aggregatorCommand.ifPresent(command -> contenders.add(new Contender("other", command)));
    if (contenders.stream().map(Contender::name).distinct().count() != contenders.size()) {
      throw CommandFailure.badInput("two aggregators of one name: expected a name for each");
    }
    if (contenders.isEmpty()) {
      throw CommandFailure.badInput("--without-own: expected another --aggregator");
    }
    return contenders;
  }

  private static Rate rate(String text) {
    try {
      return Rate.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--rates: " + e.getMessage() + ", or saturation", e);
    }
  }

  private void pause(Duration time) throws InterruptedException {
    if (Termination.shared().await(time.toMillis())) {
      throw CommandFailure.unknown("stopped by signal");
    }
  }

  /** Saves after each measurement, so that an aborted run keeps the finished ones. */
  private void save(List<Measurement> measured) throws IOException {
    if (results.isPresent()) {
      Files.writeString(results.get(), JSON.writeValueAsString(measured) + "\n");
    }
  }

  private void print(List<Measurement> measured) throws IOException {
    System.out.println(
        format == Format.JSON ? JSON.writeValueAsString(measured) : ResultTable.of(measured));
  }
}
