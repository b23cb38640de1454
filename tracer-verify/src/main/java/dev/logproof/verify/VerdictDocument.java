package dev.logproof.verify;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Details;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.Demands;
import dev.logproof.verify.verdict.Evidence;
import dev.logproof.verify.verdict.Judgement;
import dev.logproof.verify.verdict.Reliability;
import java.util.List;
import java.util.Locale;

/** Puts outcome, judgement and statistics together as the result file has them. */
final class VerdictDocument {
  private VerdictDocument() {}

  static VerdictResult of(
      Journals runs,
      Outcome outcome,
      Evidence evidence,
      Demands demands,
      int deployments,
      double tracerRate,
      long bytes) {
    Judgement judgement = Judgement.of(outcome, evidence, demands);
    Details details = new VerdictDetails(runs, outcome).of(demands, deployments, tracerRate);
    Reliability reliability = Reliability.of(outcome.lost(), outcome.attempted());
    return new VerdictResult(
        VerdictResult.VERSION,
        BuildVersion.current(),
        judgement.verdict().name().toLowerCase(Locale.ROOT),
        judgement.reasons(),
        List.copyOf(runs.judged().keySet()),
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
        Reliability.byTheArticle(details.lostPerDeployment(), tracerRate),
        outcome.lostRanges(),
        outcome.duplicatedRanges(),
        evidence.objectsScanned(),
        bytes,
        details);
  }
}
