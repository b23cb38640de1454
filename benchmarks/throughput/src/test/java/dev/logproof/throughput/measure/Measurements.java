package dev.logproof.throughput.measure;

import java.util.List;

/** Creates measurements for tests. */
final class Measurements {
  private Measurements() {}

  static Measurement of(
      String name, String rate, int round, double megabytes, double cpuMillis, List<String> no) {
    return of(name, "apache", rate, round, megabytes, cpuMillis, no);
  }

  static Measurement of(
      String name,
      String lines,
      String rate,
      int round,
      double megabytes,
      double cpuMillis,
      List<String> no) {
    return new Measurement(
        name,
        lines,
        rate,
        round,
        30,
        megabytes,
        megabytes,
        megabytes * 1e6 / 295,
        cpuMillis,
        megabytes * cpuMillis / 1e3,
        0.1,
        0.1,
        0,
        100,
        120,
        500,
        1_000,
        1_100,
        295,
        1_000_000,
        0,
        0,
        0,
        0,
        0,
        800,
        no);
  }
}
