package dev.logproof.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.FormatOption;
import dev.logproof.commandline.Program;
import dev.logproof.commandline.Progress;
import dev.logproof.commandline.Termination;
import dev.logproof.throughput.endpoint.EndpointCommand;
import dev.logproof.throughput.event.LineFormat;
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

/** Compares the CPU cost and throughput of aggregators. */
@Command(
    name = "aggregator-throughput",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    subcommands = {LoadCommand.class, EndpointCommand.class},
    synopsisSubcommandLabel = "",
    description = {
      "Measure the cost of an aggregator: CPU per MB, memory, latency from socket to accepted"
          + " request, and maximum throughput. Load, aggregator and a counting endpoint in place of"
          + " Firehose run as separate processes.",
      "One MB is 10^6 bytes of forward protocol sent to the aggregator; every aggregator receives"
          + " the same events. CPU is user and system time of the aggregator's processes from"
          + " /proc, within the measured window only.",
      "Every event is numbered, so the endpoint detects lost and duplicated events.",
      "Exit codes: 0 measured; 2 unknown: a rate was missed by more than 1 %%, events were lost, or"
          + " nothing arrived, as stated in the row; 64 bad input."
    },
    footer = {
      "",
      "Environment of an aggregator's command:",
      "  BENCHMARK_FORWARD_PORT       forward port; the aggregator is ready when it listens on it",
      "  BENCHMARK_FIREHOSE_URL       URL of the endpoint; also _HOST and _PORT",
      "  BENCHMARK_CA_FILE            certificate of the endpoint in PEM, with --tls",
      "  BENCHMARK_JAVA_FLAGS         Java flags to trust that certificate, with --tls",
      "  BENCHMARK_TAG                tag of all events",
      "  BENCHMARK_FLUSH_SECONDS      value of --flush-interval",
      "  BENCHMARK_AGGREGATE_RECORDS  value of --aggregate-records, true or false",
      "  BENCHMARK_DIRECTORY          working directory, removed afterwards",
      "  AWS_ENDPOINT_URL_FIREHOSE, AWS_REGION and dummy credentials",
      "",
      "Example with Fluent Bit, built from source with the flags of its official images"
          + " (-DFLB_RELEASE=On -DFLB_JEMALLOC=On -DFLB_SIMD=On), in_forward and"
          + " out_kinesis_firehose; its Firehose output requires TLS:",
      "  benchmarks/aggregator-throughput --tls --rounds 3 --aggregator \\",
      "    \"fluent-bit=exec $HOME/fluent-bit/build/bin/fluent-bit \\",
      "      -c $PWD/benchmarks/throughput/fluent-bit.conf\"",
      "Fluent Bit applies no backpressure to clients, so saturation overloads it; use a list of"
          + " --rates to find the highest rate it sustains."
    })
public final class ThroughputCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin CommandOptions common = new CommandOptions();

  @Mixin TrialOptions trials = new TrialOptions();

  @Option(
      names = "--rates",
      paramLabel = "RATE",
      split = ",",
      defaultValue = "1MB/s,9MB/s,25MB/s,50MB/s,saturation",
      description =
          "Offered rates; saturation offers as much as the aggregator accepts, limited by TCP only."
              + " Default: ${DEFAULT-VALUE}.")
  List<String> rates;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Number of rounds; aggregators take turns within a round. The table shows medians."
              + " Default: ${DEFAULT-VALUE}.")
  int rounds;

  @Option(
      names = "--aggregator",
      paramLabel = "NAME=COMMAND",
      description =
          "Also measure this aggregator; repeatable. Ratios are relative to the first in the"
              + " table that receives lines of the same kind.")
  List<String> aggregators = List.of();

  @Option(
      names = "--aggregator-command",
      paramLabel = "COMMAND",
      description = "Same as --aggregator, with the name other.")
  Optional<String> aggregatorCommand = Optional.empty();

  @Option(
      names = "--filters",
      description =
          "Also measure logproof's aggregator with filters, each compared with the same lines"
              + " without a filter: two constants added by record_transformer, grep for a text and"
              + " by a regular expression, parser json.")
  boolean filters;

  @Option(names = "--without-own", description = "Do not measure logproof's aggregator.")
  boolean withoutOwn;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Directory to keep the logs of all processes in. Default: logs are not kept.")
  Optional<Path> workDirectory = Optional.empty();

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Also write the measurements as JSON to this file.")
  Optional<Path> results = Optional.empty();

  @Mixin FormatOption format = new FormatOption();

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
    List<LineFormat> lines = contenders.stream().map(Contender::lines).distinct().toList();
    List<Measurement> measured;
    try (WorkDirectory directory =
        workDirectory.isPresent()
            ? WorkDirectory.named(workDirectory.get())
            : WorkDirectory.temporary()) {
      Trial trial =
          new Trial(
              trials.settings(directory.path(), lines), ProcessTable.ofThisMachine(), this::pause);
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
    if (filters && withoutOwn) {
      throw CommandFailure.badInput("--filters: expected without --without-own");
    }
    if (!withoutOwn) {
      contenders.add(Contender.own());
    }
    if (filters) {
      contenders.addAll(Contender.ownWithFilters());
    }
    aggregators.stream().map(Contender::parse).forEach(contenders::add);
    aggregatorCommand.ifPresent(
        command -> contenders.add(new Contender("other", command, LineFormat.APACHE)));
    if (contenders.stream().map(Contender::name).distinct().count() != contenders.size()) {
      throw CommandFailure.badInput("two aggregators have the same name: expected unique names");
    }
    if (contenders.isEmpty()) {
      throw CommandFailure.badInput("--without-own: expected at least one --aggregator");
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

  /** An aborted run keeps the finished measurements. */
  private void save(List<Measurement> measured) throws IOException {
    if (results.isPresent()) {
      Files.writeString(results.get(), JSON.writeValueAsString(measured) + "\n");
    }
  }

  private void print(List<Measurement> measured) throws IOException {
    System.out.println(
        format.isJson() ? JSON.writeValueAsString(measured) : ResultTable.of(measured));
  }
}
