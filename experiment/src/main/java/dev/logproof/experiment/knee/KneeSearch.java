package dev.logproof.experiment.knee;

import dev.logproof.experiment.knee.KneeStep.Phase;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Knee.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Searches the highest rate at which a target keeps its criteria: doubling, bisection,
 * confirmation. Immutable, without clock and I/O.
 *
 * <p>A failed confirmation shows that short trials are too kind to this target, so what they held
 * no longer counts: the search descends, first by one width and then by twice as much each time,
 * and every further trial takes as long as a confirmation.
 */
public final class KneeSearch {
  /** A trial that ended earlier did not show the criteria for their duration. */
  private static final double MIN_DURATION = 0.9;

  /** Largest difference between the rate of a step and the offered one. */
  private static final double RATE_TOLERANCE = 0.01;

  private final String target;
  private final KneeSettings settings;
  private final List<Trial> trials;
  private final Bracket bracket;
  private final int failedConfirmations;
  private final Move move;

  private KneeSearch(
      String target,
      KneeSettings settings,
      List<Trial> trials,
      Bracket bracket,
      int failedConfirmations,
      Move move) {
    this.target = target;
    this.settings = settings;
    this.trials = List.copyOf(trials);
    this.bracket = bracket;
    this.failedConfirmations = failedConfirmations;
    this.move = move;
  }

  /** Starts a search. */
  public static KneeSearch start(String target, KneeSettings settings) {
    KneeStep first =
        new KneeStep(settings.startBytesPerSecond(), settings.criteria().seconds(), Phase.DOUBLING);
    return new KneeSearch(target, settings, List.of(), Bracket.UNKNOWN, 0, new Move.Try(first));
  }

  /** The next trial; empty when the search has ended. */
  public Optional<KneeStep> step() {
    return move instanceof Move.Try next ? Optional.of(next.step()) : Optional.empty();
  }

  /** State after the trial that {@link #step} asked for. */
  public KneeSearch after(Measurement measured) {
    KneeStep step = step().orElseThrow(() -> new IllegalStateException("the search has ended"));
    double asked = step.bytesPerSecond();
    if (Math.abs(measured.offeredBytesPerSecond() / asked - 1) > RATE_TOLERANCE) {
      throw new IllegalArgumentException(
          "offered %s B/s: expected %s".formatted(measured.offeredBytesPerSecond(), asked));
    }
    Trial trial = decide(measured, step);
    boolean repeated = !trials.isEmpty() && !last().valid();
    List<Trial> more = new ArrayList<>(trials);
    more.add(trial);
    if (!trial.valid()) {
      Move next = repeated ? generatorWasLimit(trial) : move;
      return with(more, bracket, failedConfirmations, next);
    }
    boolean failed = !trial.held() && isConfirmation(step.phase());
    Bracket narrowed = narrowed(trial, failed);
    int failures = failedConfirmations + (failed ? 1 : 0);
    Navigator navigator = new Navigator(settings, narrowed, more, failures);
    return with(more, narrowed, failures, navigator.next(step, trial));
  }

  /** Result of the search; before its end, what is known so far. */
  public Knee result() {
    Move.End end =
        move instanceof Move.End ended
            ? ended
            : new Move.End(
                bracket.held(), unconfirmed(bracket), "the search did not come to its end");
    return new Knee(
        target, end.bytesPerSecond(), end.state(), settings.text(), trials, end.reason());
  }

  private Trial decide(Measurement measured, KneeStep step) {
    boolean shorter = measured.seconds() < MIN_DURATION * step.seconds();
    boolean valid = measured.valid() && !shorter;
    boolean held = valid && settings.criteria().areKeptBy(measured);
    String duration =
        String.format(Locale.ROOT, "lasted %.1f of %.1f s", measured.seconds(), step.seconds());
    String trouble = measured.valid() ? duration : measured.objection();
    return new Trial(
        measured.offeredBytesPerSecond(),
        measured.achievedBytesPerSecond(),
        measured.seconds(),
        measured.lost(),
        measured.totalBehindSeconds(),
        valid,
        held,
        valid ? settings.criteria().missedBy(measured) : trouble);
  }

  private Bracket narrowed(Trial trial, boolean failedConfirmation) {
    double rate = trial.offeredBytesPerSecond();
    if (trial.held()) {
      return new Bracket(rate, bracket.notHeld());
    }
    return new Bracket(failedConfirmation ? 0 : bracket.held(), rate);
  }

  private static boolean isConfirmation(Phase phase) {
    return phase == Phase.CONFIRMATION || phase == Phase.DESCENT;
  }

  private Move generatorWasLimit(Trial trial) {
    String rate = Navigator.rate(trial.offeredBytesPerSecond());
    String reason =
        bracket.hasHeld()
            ? "%s was held; the generator was the limit at %s".formatted(heldText(), rate)
            : "the generator was the limit at %s".formatted(rate);
    return new Move.End(bracket.held(), unconfirmed(bracket), reason + ": " + trial.remark());
  }

  private String heldText() {
    return Navigator.rate(bracket.held());
  }

  static Knee.State unconfirmed(Bracket bracket) {
    return bracket.hasHeld() ? Knee.State.AT_LEAST : Knee.State.NOT_FOUND;
  }

  private Trial last() {
    return trials.get(trials.size() - 1);
  }

  private KneeSearch with(List<Trial> more, Bracket narrowed, int failures, Move next) {
    Move bounded = next;
    if (next instanceof Move.Try && more.size() >= settings.maxTrials()) {
      bounded =
          new Move.End(
              narrowed.held(),
              unconfirmed(narrowed),
              "stopped after %d trials, the most allowed".formatted(more.size()));
    }
    return new KneeSearch(target, settings, more, narrowed, failures, bounded);
  }
}
