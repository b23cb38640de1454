package dev.logproof.verify.source.athena;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * How Athena is asked.
 *
 * @param database where the tables are made
 * @param workgroup that the queries run in
 * @param output S3 URI for results; without it the work group's
 * @param progress is told, line by line, what is asked and what it costs
 */
public record AthenaSettings(
    String database,
    String workgroup,
    Optional<String> output,
    ScanPrice price,
    Consumer<String> progress) {

  /** True when {@code name} needs no quotes in Athena. */
  public static boolean isName(String name) {
    return TableText.NAME.matcher(name).matches();
  }
}
