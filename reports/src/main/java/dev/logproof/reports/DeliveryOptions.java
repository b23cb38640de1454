package dev.logproof.reports;

import dev.logproof.commandline.ByteSize;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.result.Json;
import dev.logproof.reports.capacity.PlanInput.FirehoseTerms;
import dev.logproof.reports.capacity.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that describe the lines, the network, Firehose and its prices. */
final class DeliveryOptions {
  private static final String REGION_FORM = "[a-z]{2}(-[a-z]+)+-[0-9]";

  @Option(
      names = "--line-bytes",
      paramLabel = "SIZE",
      description =
          "Bytes of a line with its metadata, such as 300B. Default: as measured; 255B, the"
              + " article's example event, without measurements.")
  Optional<ByteSize> lineBytes = Optional.empty();

  @Option(
      names = "--round-trip",
      paramLabel = "TIME",
      defaultValue = "1ms",
      description =
          "Round trip between clients and tasks; bounds the lines at risk where no deployment was"
              + " measured. Default: ${DEFAULT-VALUE}.")
  Duration roundTrip;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-west-2",
      description =
          "Region whose default Firehose quota holds: 5 MiB/s, 500,000 records/s and 2,000"
              + " requests/s per stream in us-east-1, us-west-2 and eu-west-1; 1 MiB/s, 100,000 and"
              + " 1,000 elsewhere. Default: ${DEFAULT-VALUE}.")
  String region;

  @Option(
      names = "--compression",
      paramLabel = "FACTOR",
      defaultValue = "8",
      description =
          "Size of packed lines divided by their compressed size, at least 1. Default:"
              + " ${DEFAULT-VALUE}, about that of Apache lines with gzip.")
  double compression;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description =
          "Prices as JSON, in place of the built-in ones; docs/files.md has the form. Check the"
              + " date of the built-in ones in the output.")
  Optional<Path> prices = Optional.empty();

  void check() {
    lineBytes.ifPresent(
        size ->
            Ranges.check(
                "--line-bytes",
                size,
                size.bytes() >= 1 && size.bytes() <= 1_024_000,
                "1B to 1024000B, the largest record"));
    Ranges.check("--region", region, region.matches(REGION_FORM), "a region, such as us-west-2");
    Ranges.within("--compression", compression, 1, 1000);
    checkRoundTrip(roundTrip);
  }

  static void checkRoundTrip(Duration time) {
    Ranges.check(
        "--round-trip",
        time.toMillis() + "ms",
        time.toMillis() >= 1 && time.toSeconds() <= 60,
        "1ms to 60s");
  }

  double roundTripSeconds() {
    return roundTrip.toNanos() / 1e9;
  }

  FirehoseTerms firehose() {
    return new FirehoseTerms(region, compression);
  }

  Prices prices() {
    return prices.map(DeliveryOptions::read).orElseGet(Prices::builtIn);
  }

  private static Prices read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.badInput("--prices " + file + ": expected a JSON file with prices");
    }
    try {
      Prices prices = Json.read(file, Prices.class);
      if (!prices.flaw().isEmpty()) {
        throw CommandFailure.badInput("--prices " + file + ": " + prices.flaw());
      }
      return prices;
    } catch (IOException e) {
      throw CommandFailure.badInput("--prices " + e.getMessage(), e);
    }
  }
}
