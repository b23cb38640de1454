package dev.logproof.loadgen;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The part of a run that this process sends: of all sources, those whose number modulo {@code of}
 * is {@code number} − 1. So n processes together send what one would, byte for byte, without a
 * coordinator. Immutable.
 *
 * @param number from 1
 * @param of how many parts
 */
record Segment(int number, int of) {
  /** The whole run. */
  static final Segment WHOLE = new Segment(1, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})/(\\d{1,5})");

  /** Rejects a part that is none. */
  Segment {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException(
          "there is no segment " + number + " of " + of + ": expected e.g. 2/16");
    }
  }

  /** Reads {@code 2/16}. */
  static Segment parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "': expected e.g. 2/16");
    }
    return new Segment(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  boolean isWhole() {
    return of == 1;
  }

  /** The numbers of the sources it sends, of {@code sources} in all. */
  List<Integer> sources(int sources) {
    return IntStream.range(0, sources).filter(source -> source % of == number - 1).boxed().toList();
  }
}
