package dev.logproof.aggregator.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a record in the notation of Fluentd's record accessor: {@code log}, {@code $.a.b[0]}
 * or {@code $['a']['b'][0]}.
 *
 * @param steps at least one; the first is a key
 */
public record FieldPath(List<Step> steps) {
  private static final Pattern DOT_PART = Pattern.compile("([^\\[\\]\\s]*)((?:\\[-?\\d{1,9}\\])*)");
  private static final Pattern INDEX = Pattern.compile("\\[(-?\\d{1,9})\\]");
  private static final Pattern BRACKET =
      Pattern.compile("\\[(?:'((?:(?!'\\]).)*)'|\"((?:(?!\"\\]).)*)\"|(-?\\d{1,9}))\\]");

  /** Copies the list. */
  public FieldPath {
    steps = List.copyOf(steps);
  }

  /** One step from a value to another inside it. */
  public sealed interface Step {}

  /** The value of a key of a map. */
  public record Key(String name) implements Step {}

  /** An element of an array; negative numbers count from its end. */
  public record Index(int number) implements Step {}

  /** Returns the path of a top-level field. */
  public static FieldPath of(String name) {
    return new FieldPath(List.of(new Key(name)));
  }

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException when the notation is invalid; the message says why
   */
  public static FieldPath parse(String text) {
    if (text.isEmpty() || text.equals("$.")) {
      throw new IllegalArgumentException("expected the name of a field, such as log");
    }
    List<Step> steps;
    if (text.startsWith("$.")) {
      steps = dots(text);
    } else if (text.startsWith("$[")) {
      steps = brackets(text);
    } else {
      steps = List.of(new Key(text));
    }
    if (steps.isEmpty() || !(steps.get(0) instanceof Key)) {
      throw new IllegalArgumentException("expected a field, such as $.kubernetes.labels");
    }
    return new FieldPath(steps);
  }

  private static List<Step> dots(String text) {
    List<Step> steps = new ArrayList<>();
    for (String part : text.substring(2).split("\\.", 0)) {
      Matcher matcher = DOT_PART.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "expected keys without white space and numbers in brackets, such as $.a.b[0], or"
                + " $['a']['b']");
      }
      if (!matcher.group(1).isEmpty() || matcher.group(2).isEmpty()) {
        steps.add(new Key(matcher.group(1)));
      }
      Matcher index = INDEX.matcher(matcher.group(2));
      while (index.find()) {
        steps.add(new Index(Integer.parseInt(index.group(1))));
      }
    }
    return steps;
  }

  private static List<Step> brackets(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = BRACKET.matcher(text);
    int at = 1;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException("expected keys in quotes, such as $['a']['b'][0]");
      }
      steps.add(step(matcher));
      at = matcher.end();
    }
    return steps;
  }

  private static Step step(Matcher bracket) {
    if (bracket.group(3) != null) {
      return new Index(Integer.parseInt(bracket.group(3)));
    }
    return new Key(bracket.group(1) == null ? bracket.group(2) : bracket.group(1));
  }

  /** Returns whether the path leads into a top-level field. */
  public boolean isNested() {
    return steps.size() > 1;
  }

  /** Returns the name of the top-level field. */
  public String field() {
    return ((Key) steps.get(0)).name();
  }

  @Override
  public String toString() {
    if (!isNested()) {
      return field();
    }
    StringBuilder text = new StringBuilder("$");
    for (Step step : steps) {
      text.append(step instanceof Key key ? "['" + key.name() + "']" : "");
      text.append(step instanceof Index index ? "[" + index.number() + "]" : "");
    }
    return text.toString();
  }
}
