package dev.logproof.loadgen.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Stages one after the other, in each of which the rate moves linearly from the one before to its
 * own; beyond the last the rate stays. When a byte is due is computed from its number alone, so
 * that no error adds up. Immutable; any thread.
 */
public final class StagedSchedule implements RateSchedule {
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * One stage.
   *
   * @param seconds how long; 0 jumps
   * @param bytesPerSecond the rate at its end
   */
  public record Stage(double seconds, double bytesPerSecond) {
    /** Rejects what no stage can be. */
    public Stage {
      if (!(seconds >= 0) || !(bytesPerSecond >= 0)) {
        throw new IllegalArgumentException("a stage has neither negative time nor negative rate");
      }
    }
  }

  /** A stage with what comes before it. */
  private record Piece(
      double startSeconds, double seconds, double startBytes, double startRate, double slope) {
    double bytesAfter(double within) {
      return startBytes + startRate * within + slope * within * within / 2;
    }

    /** The positive root of slope/2 t² + rate t − bytes, in the form that loses no digits. */
    double secondsAt(double bytes) {
      double missing = bytes - startBytes;
      double root = Math.sqrt(Math.max(0, startRate * startRate + 2 * slope * missing));
      double divisor = startRate + root;
      return startSeconds + (divisor == 0 ? seconds : 2 * missing / divisor);
    }
  }

  /**
   * Makes it.
   *
   * @param startRate bytes a second before the first stage
   * @throws IllegalArgumentException when there is no stage, or none sends anything
   */
  public StagedSchedule(double startRate, List<Stage> stages) {
    double at = 0;
    double bytes = 0;
    double rate = startRate;
    for (Stage stage : stages) {
      if (stage.seconds() > 0) {
        Piece piece =
            new Piece(
                at,
                stage.seconds(),
                bytes,
                rate,
                (stage.bytesPerSecond() - rate) / stage.seconds());
        pieces.add(piece);
        bytes = piece.bytesAfter(stage.seconds());
        at += stage.seconds();
      }
      rate = stage.bytesPerSecond();
    }
    if (bytes <= 0) {
      throw new IllegalArgumentException(
          "the stages send nothing: expected one with time and rate");
    }
    pieces.add(new Piece(at, Double.POSITIVE_INFINITY, bytes, rate, 0));
  }

  /** How long all stages take together. */
  public double seconds() {
    return pieces.get(pieces.size() - 1).startSeconds();
  }

  @Override
  public long dueNanos(long bytesBefore) {
    Piece piece = pieces.get(0);
    for (Piece next : pieces) {
      if (next.startBytes() > bytesBefore) {
        break;
      }
      piece = next;
    }
    double seconds = piece.secondsAt((double) bytesBefore);
    return seconds * NANOS_PER_SECOND >= Long.MAX_VALUE / 2.0
        ? Long.MAX_VALUE / 2
        : (long) (seconds * NANOS_PER_SECOND);
  }

  @Override
  public double bytesBefore(long nanos) {
    double seconds = Math.max(0, nanos) / NANOS_PER_SECOND;
    Piece piece = pieces.get(0);
    for (Piece next : pieces) {
      if (next.startSeconds() > seconds) {
        break;
      }
      piece = next;
    }
    return piece.bytesAfter(seconds - piece.startSeconds());
  }
}
