package dev.logproof.loadgen.run;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The part of a run that one process sends: the sources whose number modulo {@code of} is {@code
 * number} − 1. So n processes send the same bytes as a single one, without a coordinator.
 * Immutable.
 *
 * @param number counted from 1
 * @param of number of segments
 */
public record Segment(int number, int of) {
  /** The only segment of an undivided run. */
  public static final Segment WHOLE = new Segment(1, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})/(\\d{1,5})");

  /** Rejects an invalid segment. */
  public Segment {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException(
          "there is no segment " + number + " of " + of + ": expected e.g. 2/16");
    }
  }

  /** Parses {@code 2/16}. */
  public static Segment parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "': expected e.g. 2/16");
    }
    return new Segment(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  public boolean isWhole() {
    return of == 1;
  }

  /** Numbers of the segment's sources out of {@code sources} in total. */
  List<Integer> sources(int sources) {
    return IntStream.range(0, sources).filter(source -> source % of == number - 1).boxed().toList();
  }
}
