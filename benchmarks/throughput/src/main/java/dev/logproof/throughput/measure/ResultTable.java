package dev.logproof.throughput.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Renders measurements as a text table. */
public final class ResultTable {
  private static final List<String> HEAD =
      List.of(
          "rate",
          "aggregator",
          "offered MB/s",
          "achieved",
          "events/s",
          "CPU ms/MB",
          "x",
          "RSS MB",
          "peak",
          "p50 ms",
          "p99",
          "p99.9",
          "lost",
          "dup.",
          "others' cores",
          "");

  private static final String NOTES =
      """
      MB: 10^6 bytes of forward protocol sent to the aggregator; all receive the same events.
      achieved: accepted by the endpoint in the window. CPU: user and system time, with children.
      p50..p99.9: latency from the due time of an event (at saturation: from its write) to the last
      byte of its request.
      x: CPU ms/MB relative to the first aggregator with lines of the same kind; at saturation
      followed by the ratio of MB/s.
      lost, dup.: numbers of events.
      others' cores: CPU of all other processes; much of it invalidates a comparison.""";

  private ResultTable() {}

  /** Renders the table, its notes and the fit. */
  public static String of(List<Measurement> measurements) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    Row.of(measurements).forEach(row -> lines.add(line(row)));
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(padded(line, widths(lines))).append('\n'));
    text.append('\n').append(NOTES).append('\n');
    text.append(ownCost(measurements)).append('\n');
    measurements.stream()
        .map(Measurement::aggregator)
        .distinct()
        .forEach(
            name -> LinearFit.of(name, measurements).ifPresent(f -> text.append(line(name, f))));
    return text.toString().stripTrailing();
  }

  private static String ownCost(List<Measurement> measurements) {
    double megabytes =
        measurements.stream().mapToDouble(m -> m.achievedMegabytesPerSecond() * m.seconds()).sum();
    return String.format(
        Locale.ROOT,
        "CPU of the other processes, over all rows: load %.2f ms/MB, endpoint %.2f ms/MB",
        measurements.stream().mapToDouble(m -> m.loadCores() * m.seconds()).sum() * 1e3 / megabytes,
        measurements.stream().mapToDouble(m -> m.endpointCores() * m.seconds()).sum()
            * 1e3
            / megabytes);
  }

  private static String line(String name, LinearFit fit) {
    return String.format(
        Locale.ROOT,
        "CPU of %s against rate: %.3f cores + %.2f ms/MB, R² %.4f%n",
        name,
        fit.idleCores(),
        fit.cpuMillisPerMegabyte(),
        fit.rSquared());
  }

  private static List<String> line(Row row) {
    return List.of(
        row.rate(),
        row.aggregator(),
        number("%.2f", row.median(Measurement::offeredMegabytesPerSecond)),
        number("%.2f", row.median(Measurement::achievedMegabytesPerSecond)),
        number("%.0f", row.median(Measurement::eventsPerSecond)),
        number("%.2f", row.median(Measurement::cpuMillisPerMegabyte)),
        ratios(row),
        number("%.0f", row.median(Measurement::residentMegabytes)),
        number("%.0f", row.median(Measurement::peakResidentMegabytes)),
        number("%.1f", row.median(Measurement::p50Millis)),
        number("%.1f", row.median(Measurement::p99Millis)),
        number("%.1f", row.median(Measurement::p999Millis)),
        Long.toString(row.lost()),
        Long.toString(row.duplicates()),
        number("%.2f", row.median(Measurement::otherCores)),
        row.objection().orElse(""));
  }

  private static String ratios(Row row) {
    OptionalDouble cpu = row.ratio(Measurement::cpuMillisPerMegabyte);
    if (cpu.isEmpty()) {
      return "";
    }
    String text = number("%.2f", cpu.getAsDouble());
    return Rate.parse(row.rate()).isSaturation()
        ? text
            + " / "
            + number("%.2f", row.ratio(Measurement::achievedMegabytesPerSecond).orElse(Double.NaN))
        : text;
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "unknown";
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[HEAD.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  private static String padded(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean left = i < 2 || i == widths.length - 1;
      text.append(
          String.format("%" + (left ? "-" : "") + Math.max(1, widths[i]) + "s  ", line.get(i)));
    }
    return text.toString().stripTrailing();
  }
}
