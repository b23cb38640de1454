package dev.logproof.reports;

import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.LoadResult.Latency;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Slice;
import java.util.List;
import java.util.Optional;

/** Load results and verdicts of {@link RichRun}. */
final class RichResults {
  private RichResults() {}

  static LoadResult load(String runId, long startedAt, double factor) {
    return new LoadResult(
        LoadResult.VERSION,
        "0.2.0",
        runId,
        42,
        startedAt,
        14,
        List.of("127.0.0.1:1"),
        16,
        "backend-apache",
        9e6,
        8.99e6,
        420_000,
        126_000_000,
        360,
        8,
        8,
        1.5,
        true,
        List.of(),
        "duration",
        List.of(
            new Latency(
                "write-corrected", 420_000, 0.4 * factor, 1.1 * factor, 6, 38 * factor, 310),
            new Latency("write-uncorrected", 420_000, 0.1, 0.4, 2, 9, 120)),
        Optional.empty());
  }

  /** Puts the loss into one slice of ten seconds. */
  static VerdictResult verdict(
      VerdictResult from, String runId, long lost, long atMillis, String text) {
    VerdictResult.Details details = from.details();
    return new VerdictResult(
        VerdictResult.VERSION,
        from.logproofVersion(),
        from.verdict(),
        lost == 0 ? List.of() : List.of(lost + " of 360 tracers are lost. " + text),
        List.of(runId),
        from.attempted(),
        from.acked(),
        from.observed(),
        from.lost(),
        from.lostAcked(),
        from.lostUnacked(),
        from.recovered(),
        from.duplicated(),
        from.unexpected(),
        from.corrupt(),
        from.late(),
        from.reliability(),
        from.reliabilityLow(),
        from.reliabilityHigh(),
        from.articleReliability(),
        from.lostRanges(),
        from.duplicatedRanges(),
        from.objects(),
        from.bytes(),
        new VerdictResult.Details(
            1,
            lost,
            "",
            Optional.empty(),
            List.of(),
            List.of(),
            lost == 0 ? List.of() : List.of(new Slice(atMillis, lost)),
            0,
            details.engine(),
            Optional.empty(),
            Optional.empty()));
  }
}
