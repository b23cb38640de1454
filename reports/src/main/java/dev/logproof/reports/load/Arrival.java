package dev.logproof.reports.load;

import dev.logproof.record.result.VerdictResult;
import java.util.Optional;

/** Known arrival of a load run. Immutable. */
public sealed interface Arrival {
  /** Nobody looked. */
  Arrival UNVERIFIED = new Unverified();

  /** Returns the verdict; empty when nobody looked. */
  Optional<VerdictResult> verdict();

  /** Nobody looked. */
  record Unverified() implements Arrival {
    @Override
    public Optional<VerdictResult> verdict() {
      return Optional.empty();
    }
  }

  /** A verification looked. */
  record Verified(VerdictResult result) implements Arrival {
    @Override
    public Optional<VerdictResult> verdict() {
      return Optional.of(result);
    }
  }
}
