package dev.logproof.verify.check;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;
import java.util.Set;

/** Checks for tests. */
public final class Checks {
  private Checks() {}

  /** Expects the first {@code tracers} of one source of the run {@code r}, all acknowledged. */
  public static TracerCheck ofOneSource(int tracers) {
    return new TracerCheck(
        List.of(
            new ExpectedRun(
                "r",
                List.of(new ExpectedRun.Source(tracers, SequenceRanges.firstOf(tracers), tracers)),
                ExpectedRun.Firmness.ALL_ATTEMPTED)),
        Set.of());
  }
}
