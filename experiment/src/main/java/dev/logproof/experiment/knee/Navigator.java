package dev.logproof.experiment.knee;

import dev.logproof.experiment.knee.KneeStep.Phase;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Knee.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Chooses the next rate after a valid trial.
 *
 * @param bracket including the last trial
 * @param failedConfirmations above 0, every trial takes as long as a confirmation
 */
record Navigator(
    KneeSettings settings, Bracket bracket, List<Trial> trials, int failedConfirmations) {
  Move next(KneeStep last, Trial trial) {
    return switch (last.phase()) {
      case DOUBLING -> trial.held() ? higher(trial) : bracket.hasHeld() ? narrow() : lower();
      case HALVING -> trial.held() ? narrow() : lower();
      case BISECTION -> narrow();
      case CONFIRMATION -> trial.held() ? confirmed(trial) : descend();
      case DESCENT -> trial.held() ? narrow() : descend();
    };
  }

  private Move higher(Trial trial) {
    double rate = trial.offeredBytesPerSecond();
    double ceiling = settings.ceilingBytesPerSecond();
    return rate >= ceiling ? confirm() : attempt(Math.min(2 * rate, ceiling), Phase.DOUBLING);
  }

  private Move lower() {
    return below(bracket.notHeld() / 2, Phase.HALVING);
  }

  /** Doubles the distance with each failure, so that a low knee is reached in few long trials. */
  private Move descend() {
    double distance = settings.width() * Math.scalb(1.0, failedConfirmations - 1);
    return below(bracket.notHeld() / (1 + distance), Phase.DESCENT);
  }

  private Move below(double rate, Phase phase) {
    double floor = settings.floorBytesPerSecond();
    return bracket.notHeld() > floor ? attempt(Math.max(rate, floor), phase) : nothingHeld();
  }

  private Move narrow() {
    if (!bracket.isWithin(settings.width())) {
      return attempt(bracket.middle(), Phase.BISECTION);
    }
    return failedConfirmations > 0 ? confirmed(lastHeld()) : confirm();
  }

  private Move confirm() {
    return attempt(bracket.held(), Phase.CONFIRMATION);
  }

  private Move attempt(double rate, Phase phase) {
    boolean isLong = failedConfirmations > 0 || phase == Phase.CONFIRMATION;
    double seconds = isLong ? settings.confirmSeconds() : settings.criteria().seconds();
    return new Move.Try(new KneeStep(rate, seconds, phase));
  }

  private Move confirmed(Trial trial) {
    String held =
        String.format(Locale.ROOT, "%s was held for %.0f s", rate(bracket.held()), trial.seconds());
    return bracket.hasNotHeld()
        ? new Move.End(bracket.held(), Knee.State.CONFIRMED, held + ", " + notHeldText())
        : new Move.End(
            bracket.held(), Knee.State.AT_LEAST, held + ", and no higher rate was to be tried");
  }

  private Move nothingHeld() {
    return new Move.End(0, Knee.State.NOT_FOUND, "no rate was held: " + notHeldText());
  }

  private String notHeldText() {
    Trial lowest =
        trials.stream()
            .filter(trial -> trial.valid() && !trial.held())
            .min(Comparator.comparingDouble(Trial::offeredBytesPerSecond))
            .orElseThrow();
    return "%s was not (%s)".formatted(rate(lowest.offeredBytesPerSecond()), lowest.remark());
  }

  private Trial lastHeld() {
    return trials.stream()
        .filter(trial -> trial.held() && trial.offeredBytesPerSecond() == bracket.held())
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  static String rate(double bytesPerSecond) {
    return String.format(Locale.ROOT, "%.2f MB/s", bytesPerSecond / 1e6);
  }
}
