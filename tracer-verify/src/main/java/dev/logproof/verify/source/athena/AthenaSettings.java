package dev.logproof.verify.source.athena;

import java.util.function.Consumer;

/**
 * Settings of the Athena engine.
 *
 * @param output S3 URI for results; empty text selects the workgroup's
 * @param progress receives one line per query with scope and cost
 */
public record AthenaSettings(
    String database, String workgroup, String output, ScanPrice price, Consumer<String> progress) {

  /** Whether Athena accepts {@code name} without quotes. */
  public static boolean isName(String name) {
    return TableText.NAME.matcher(name).matches();
  }
}
