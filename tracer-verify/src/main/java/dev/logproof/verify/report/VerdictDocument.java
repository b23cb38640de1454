package dev.logproof.verify.report;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Details;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.journal.Journals;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.verdict.Evidence;
import dev.logproof.verify.verdict.Reliability;
import dev.logproof.verify.verdict.VerdictDecision;
import java.util.List;
import java.util.Locale;

/** Combines outcome, verdict and statistics into the result file. */
public final class VerdictDocument {
  private VerdictDocument() {}

  public static VerdictResult of(
      Journals runs, Engine engine, Evidence evidence, VerdictDetails.Asked asked) {
    Outcome outcome = engine.check().outcome();
    VerdictDecision decision = VerdictDecision.of(outcome, evidence, asked.requirements());
    Details details =
        new VerdictDetails(runs, outcome).of(asked, engine.name(), engine.check().latencies());
    Reliability reliability = Reliability.of(outcome.lost(), outcome.attempted());
    return new VerdictResult(
        VerdictResult.VERSION,
        BuildVersion.current(),
        decision.verdict().name().toLowerCase(Locale.ROOT),
        decision.reasons(),
        List.copyOf(runs.verified().keySet()),
        outcome.attempted(),
        outcome.acked(),
        outcome.observed(),
        outcome.lost(),
        outcome.lostAcked(),
        outcome.lostUnacked(),
        outcome.recovered(),
        outcome.duplicated(),
        outcome.unexpected().count(),
        outcome.corrupt(),
        outcome.late(),
        reliability.share(),
        reliability.low(),
        reliability.high(),
        Reliability.byTheArticle(details.lostPerDeployment(), asked.tracerRate()),
        outcome.ranges().lost(),
        outcome.ranges().duplicated(),
        evidence.scanned().objects(),
        engine.bytes(),
        details);
  }
}
