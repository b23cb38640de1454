package dev.logproof.loadgen.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Stages, each of which changes the rate linearly to its own; the last rate then stays. Due times
 * follow from the byte number alone, so that errors do not accumulate. Immutable.
 */
public final class StagedSchedule implements RateSchedule {
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * One stage.
   *
   * @param seconds 0 changes the rate at once
   * @param bytesPerSecond at its end
   */
  public record Stage(double seconds, double bytesPerSecond) {
    /** Rejects negative values. */
    public Stage {
      if (!(seconds >= 0) || !(bytesPerSecond >= 0)) {
        throw new IllegalArgumentException("a stage has neither negative time nor negative rate");
      }
    }
  }

  /** A stage with its start values. */
  private record Piece(
      double startSeconds, double seconds, double startBytes, double startRate, double slope) {
    double bytesAfter(double within) {
      return startBytes + startRate * within + slope * within * within / 2;
    }

    /** Root of slope/2 t² + rate t − bytes, without cancellation. */
    double secondsAt(double bytes) {
      double missing = bytes - startBytes;
      double root = Math.sqrt(Math.max(0, startRate * startRate + 2 * slope * missing));
      double divisor = startRate + root;
      return startSeconds + (divisor == 0 ? seconds : 2 * missing / divisor);
    }
  }

  /**
   * Starts at {@code startRate} bytes per second.
   *
   * @throws IllegalArgumentException when the stages send nothing
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

  /** Total duration. */
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
