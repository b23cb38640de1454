package dev.logproof.loadgen.run;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Part of a run that one process sends: the sources whose number modulo {@code of} is {@code
 * number} − 1. So n processes send the same bytes as one, without a coordinator.
 */
public record Segment(int number, int of) {
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

  List<Integer> sources(int sources) {
    return IntStream.range(0, sources).filter(source -> source % of == number - 1).boxed().toList();
  }
}
