package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Json;
import dev.logproof.reports.capacity.CpuFit;
import dev.logproof.reports.capacity.HeldPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Page content of the rate sweep. */
final class SweepSection {
  private SweepSection() {}

  /** Zero or one elements; the template renders the section if present. */
  static List<Map<String, Object>> of(List<LoadPoint> sweep) {
    if (sweep.isEmpty()) {
      return List.of();
    }
    Map<String, Object> section = new HashMap<>();
    section.put("points", sweep.stream().map(SweepSection::row).toList());
    section.put("fit", fit(sweep).map(SweepSection::sentence).orElse("No line: " + gap(sweep)));
    return List.of(section);
  }

  private static String gap(List<LoadPoint> sweep) {
    return sweep.stream().filter(LoadPoint::held).count() + " of " + sweep.size() + " rates held.";
  }

  private static Map<String, Object> row(LoadPoint point) {
    double megabytes = point.achievedBytesPerSecond() / 1e6;
    Map<String, Object> row = new HashMap<>();
    row.put("offered", Numbers.megabytesPerSecond(point.offeredBytesPerSecond()));
    row.put("achieved", Numbers.megabytesPerSecond(point.achievedBytesPerSecond()));
    row.put("events", Numbers.text("%,.0f/s", point.eventsPerSecond()));
    row.put("seconds", Numbers.text("%.1f s", point.seconds()));
    row.put("cores", Numbers.text("%.3f", point.cpuCores()));
    row.put(
        "perMegabyte",
        megabytes > 0 ? Numbers.text("%.1f ms", point.cpuCores() * 1e3 / megabytes) : "unknown");
    row.put("resident", Numbers.mebibytes(point.residentBytes()));
    row.put("peak", Numbers.mebibytes(point.peakResidentBytes()));
    row.put("held", point.held() ? "yes" : "no");
    row.put("class", point.held() ? "known" : "unknown");
    row.put("remark", point.remark());
    return row;
  }

  private static Optional<CpuFit> fit(List<LoadPoint> sweep) {
    return CpuFit.through(HeldPoint.of(sweep));
  }

  private static String sentence(CpuFit fit) {
    return Numbers.text(
            "cores = %.3f + %.4f × MB/s, R² %.3f over %d held rates: %.1f ms of CPU per MB",
            fit.interceptCores(),
            fit.coresPerByte() * 1e6,
            fit.rSquared(),
            fit.points(),
            fit.coresPerByte() * 1e9)
        + fit.slopeMargin().map(m -> Numbers.text(" (95 %%: ±%.1f)", m * 1e9)).orElse("")
        + ".";
  }

  /** Returns JSON that is safe inside a script element. */
  static String chartData(List<LoadPoint> sweep) {
    Map<String, Object> data = new HashMap<>();
    data.put("held", dots(sweep.stream().filter(LoadPoint::held).toList()));
    data.put("notHeld", dots(sweep.stream().filter(point -> !point.held()).toList()));
    data.put("line", fit(sweep).map(fit -> line(fit, sweep)).orElse(List.of()));
    try {
      return Json.compact(data).replace("<", "\\u003c");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Map<String, Double>> dots(List<LoadPoint> points) {
    return points.stream()
        .sorted(Comparator.comparingDouble(LoadPoint::achievedBytesPerSecond))
        .map(point -> dot(point.achievedBytesPerSecond(), point.cpuCores()))
        .toList();
  }

  private static List<Map<String, Double>> line(CpuFit fit, List<LoadPoint> sweep) {
    double end =
        sweep.stream()
            .filter(LoadPoint::held)
            .mapToDouble(LoadPoint::achievedBytesPerSecond)
            .max()
            .orElse(0);
    return List.of(dot(0, fit.coresAt(0)), dot(end, fit.coresAt(end)));
  }

  private static Map<String, Double> dot(double bytesPerSecond, double cores) {
    return Map.of("x", bytesPerSecond / 1e6, "y", cores);
  }
}
