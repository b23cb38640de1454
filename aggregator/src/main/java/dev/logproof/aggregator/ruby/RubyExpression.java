package dev.logproof.aggregator.ruby;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the Ruby of a placeholder, limited to fields of the record, parts of the tag, times and
 * literals, with {@code ||} between them. Single-use; not thread-safe.
 */
final class RubyExpression {
  private static final String SUPPORTED =
      "supported are record, record[\"a\"]['b'], record.dig(\"a\", \"b\"), tag, tag_parts[0],"
          + " tag_prefix[0], tag_suffix[0], time, time.strftime('%Y'), time.to_i, hostname, texts,"
          + " numbers, nil, true and false, with .to_s, .to_json and || behind them; do other work in"
          + " a client, or in Fluentd in front of here";

  private static final String TEXT = "(?:'([^'\\\\]*)'|\"([^\"\\\\#]*)\")";
  private static final Pattern STRING = Pattern.compile(TEXT);
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}(?![\\d.])");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final Pattern STEP =
      Pattern.compile("\\[\\s*(?:" + TEXT + "|(-?\\d{1,9}))\\s*\\]");
  private static final Pattern DIG = Pattern.compile("\\.dig\\(\\s*([^()]*?)\\s*\\)");
  private static final Pattern TAG_ARRAY =
      Pattern.compile("tag_(parts|prefix|suffix)\\[\\s*(-?\\d{1,6})\\s*\\]");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:Time\\.at\\(\\s*time\\s*\\)|time)((?:\\.(?:utc|getutc|localtime|getlocal))*)"
              + "(?:\\.(to_i|to_f|to_s|iso8601|xmlschema|strftime\\(\\s*"
              + TEXT
              + "\\s*\\)))?");

  private final String code;
  private final Template.Environment environment;
  private int at;

  private RubyExpression(String code, Template.Environment environment) {
    this.code = code;
    this.environment = environment;
  }

  static Expression parse(String code, Template.Environment environment) {
    RubyExpression reader = new RubyExpression(code, environment);
    Expression whole = reader.alternatives();
    reader.skipBlanks();
    if (reader.at < code.length()) {
      throw reader.unsupported();
    }
    return whole;
  }

  private IllegalArgumentException unsupported() {
    return new IllegalArgumentException("unsupported Ruby ${" + code + "}: " + SUPPORTED);
  }

  private void skipBlanks() {
    while (at < code.length() && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
  }

  private Matcher here(Pattern pattern) {
    return pattern.matcher(code).region(at, code.length());
  }

  private boolean skip(String text) {
    if (!code.startsWith(text, at)) {
      return false;
    }
    at += text.length();
    return true;
  }

  private Expression alternatives() {
    List<Expression> choices = new ArrayList<>();
    do {
      skipBlanks();
      choices.add(withMethods(primary()));
      skipBlanks();
    } while (skip("||"));
    return choices.size() == 1 ? choices.get(0) : new Expression.Or(choices);
  }

  private Expression withMethods(Expression value) {
    Expression result = value;
    while (code.startsWith(".", at)) {
      if (skip(".to_s")) {
        result = new Expression.AsText(result);
      } else if (skip(".to_json")) {
        result = new Expression.AsJson(result);
      } else {
        throw unsupported();
      }
    }
    return result;
  }

  private Expression primary() {
    Matcher string = here(STRING);
    if (string.lookingAt()) {
      at = string.end();
      return new Expression.Text(text(string, 1));
    }
    Matcher integer = here(INTEGER);
    if (integer.lookingAt()) {
      at = integer.end();
      return new Expression.Whole(Long.parseLong(integer.group()));
    }
    Matcher array = here(TAG_ARRAY);
    if (array.lookingAt()) {
      at = array.end();
      return Template.tagArray(array.group(1), Integer.parseInt(array.group(2)));
    }
    if (skip("Socket.gethostname")) {
      return new Expression.Text(environment.hostname());
    }
    Matcher name = here(NAME);
    if (!name.lookingAt()) {
      throw unsupported();
    }
    return named(name);
  }

  private static String text(Matcher matcher, int group) {
    return matcher.group(group) == null ? matcher.group(group + 1) : matcher.group(group);
  }

  private Expression named(Matcher name) {
    switch (name.group()) {
      case "time", "Time" -> {
        return time();
      }
      case "record" -> {
        at = name.end();
        return record();
      }
      default -> at = name.end();
    }
    return switch (name.group()) {
      case "tag" -> new Expression.Tag();
      case "hostname" -> new Expression.Text(environment.hostname());
      case "nil" -> new Expression.Nil();
      case "true" -> new Expression.Bool(true);
      case "false" -> new Expression.Bool(false);
      default -> throw unsupported();
    };
  }

  private Expression record() {
    Matcher dig = here(DIG);
    if (dig.lookingAt()) {
      at = dig.end();
      return new Expression.Field(path(dig.group(1).split("\\s*,\\s*", -1)), false);
    }
    List<FieldPath.Step> steps = new ArrayList<>();
    Matcher step = here(STEP);
    while (step.lookingAt()) {
      steps.add(step(step));
      at = step.end();
      step.region(at, code.length());
    }
    return steps.isEmpty()
        ? new Expression.WholeRecord()
        : new Expression.Field(checked(steps), true);
  }

  private FieldPath.Step step(Matcher matcher) {
    return matcher.group(3) == null
        ? new FieldPath.Key(text(matcher, 1))
        : new FieldPath.Index(Integer.parseInt(matcher.group(3)));
  }

  private FieldPath path(String[] arguments) {
    List<FieldPath.Step> steps = new ArrayList<>();
    for (String argument : arguments) {
      Matcher matcher = STEP.matcher("[" + argument + "]");
      if (!matcher.matches()) {
        throw unsupported();
      }
      steps.add(step(matcher));
    }
    return checked(steps);
  }

  private FieldPath checked(List<FieldPath.Step> steps) {
    if (!(steps.get(0) instanceof FieldPath.Key)) {
      throw unsupported();
    }
    return new FieldPath(steps);
  }

  private Expression time() {
    Matcher time = here(TIME);
    if (!time.lookingAt()) {
      throw unsupported();
    }
    at = time.end();
    boolean utc = time.group(1).endsWith("utc");
    ZoneId zone = utc ? ZoneOffset.UTC : ZoneId.systemDefault();
    String method = time.group(2) == null ? "" : time.group(2);
    return switch (method) {
      case "to_i" -> new Expression.EpochSeconds();
      case "to_f" -> new Expression.EpochFloat();
      case "iso8601", "xmlschema" -> new Expression.Time(TimeFormat.iso8601(zone, utc));
      case "", "to_s" -> new Expression.Time(plain(utc));
      default -> new Expression.Time(TimeFormat.of(text(time, 3), zone));
    };
  }

  private TimeFormat plain(boolean utc) {
    return utc
        ? TimeFormat.of(TimeFormat.RUBY_TEXT.replace("%z", "UTC"), ZoneOffset.UTC)
        : environment.timeText();
  }
}
