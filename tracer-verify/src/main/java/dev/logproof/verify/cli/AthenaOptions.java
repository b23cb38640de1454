package dev.logproof.verify.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.objects.S3Location;
import dev.logproof.verify.source.athena.AthenaSettings;
import dev.logproof.verify.source.athena.ScanPrice;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Command-line options of {@code --engine athena}. */
final class AthenaOptions {
  @Option(
      names = "--athena-database",
      paramLabel = "NAME",
      defaultValue = "logproof",
      description =
          "Database of the tables, one table per folder that Firehose fills; database and tables"
              + " are created if absent. Default: ${DEFAULT-VALUE}.")
  private String database;

  @Option(
      names = "--athena-workgroup",
      paramLabel = "NAME",
      defaultValue = "primary",
      description =
          "Work group that runs and is billed for the queries. Default: ${DEFAULT-VALUE}.")
  private String workgroup;

  @Option(
      names = "--athena-output",
      paramLabel = "s3://BUCKET/PREFIX",
      description = "S3 location of query results. Default: the location of the work group.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--athena-price",
      paramLabel = "DOLLARS",
      defaultValue = "5",
      description =
          "Price in dollars per terabyte read in your region, for the cost shown before and after"
              + " the queries. Default: ${DEFAULT-VALUE}.")
  private double dollarsPerTerabyte;

  AthenaSettings settings(Consumer<String> progress) {
    require(AthenaSettings.isName(database), "--athena-database", database, "a name such as logs");
    require(!workgroup.isBlank(), "--athena-workgroup", workgroup, "a name such as primary");
    output.ifPresent(AthenaOptions::checkPlace);
    require(
        dollarsPerTerabyte >= 0 && Double.isFinite(dollarsPerTerabyte),
        "--athena-price",
        Double.toString(dollarsPerTerabyte),
        "dollars per terabyte, such as 5");
    return new AthenaSettings(
        database, workgroup, output.orElse(""), new ScanPrice(dollarsPerTerabyte), progress);
  }

  private static void checkPlace(String place) {
    try {
      S3Location.parse(place);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--athena-output " + e.getMessage(), e);
    }
  }

  private static void require(boolean holds, String flag, String value, String expected) {
    if (!holds) {
      throw CommandFailure.badInput(flag + " '" + value + "': expected " + expected);
    }
  }
}
