package dev.logproof.aggregator.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a value of {@code <record>} with placeholders. Without Ruby, only the placeholders of
 * record_transformer exist, and any other is nil; with Ruby, the placeholder is an expression of
 * {@link RubyExpression}. Not thread-safe.
 */
public final class Template {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]+\\}|__[A-Z_]+__");
  private static final Pattern FIELD = Pattern.compile("record\\[\"(.*)\"\\]", Pattern.DOTALL);
  private static final Pattern TAG_ARRAY =
      Pattern.compile("tag_(parts|prefix|suffix)\\[(-?\\d{1,6})\\]");

  private final Environment environment;
  private final List<String> unknown = new ArrayList<>();

  /**
   * Context of a value besides the event.
   *
   * @param timeText form of {@code ${time}}
   */
  public record Environment(String hostname, TimeFormat timeText) {}

  /** Creates a reader of templates. */
  public Template(Environment environment) {
    this.environment = environment;
  }

  /** Returns the placeholders met so far that are always nil. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  /**
   * Reads a value of record_transformer without {@code enable_ruby}.
   *
   * @param typed whether a single placeholder keeps the type of its value
   */
  public Expression placeholders(String text, boolean typed) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    if (typed && matcher.matches()) {
      return placeholder(matcher.group());
    }
    matcher.reset();
    List<Expression> parts = new ArrayList<>();
    int at = 0;
    while (matcher.find()) {
      addText(text.substring(at, matcher.start()), parts);
      parts.add(new Expression.AsText(placeholder(matcher.group())));
      at = matcher.end();
    }
    addText(text.substring(at), parts);
    return joined(parts);
  }

  private static void addText(String text, List<Expression> parts) {
    if (!text.isEmpty()) {
      parts.add(new Expression.Text(text));
    }
  }

  private static Expression joined(List<Expression> parts) {
    if (parts.isEmpty()) {
      return new Expression.Text("");
    }
    boolean plain = parts.size() == 1 && parts.get(0) instanceof Expression.Text;
    return plain ? parts.get(0) : new Expression.Joined(parts);
  }

  private Expression placeholder(String placeholder) {
    String name =
        placeholder.startsWith("$") ? placeholder.substring(2, placeholder.length() - 1) : "";
    Matcher field = FIELD.matcher(name);
    if (field.matches()) {
      return new Expression.Field(FieldPath.of(field.group(1)), false);
    }
    Matcher array = TAG_ARRAY.matcher(name);
    if (array.matches()) {
      return tagArray(array.group(1), Integer.parseInt(array.group(2)));
    }
    return switch (name) {
      case "tag" -> new Expression.Tag();
      case "hostname" -> new Expression.Text(environment.hostname());
      case "time" -> new Expression.Time(environment.timeText());
      default -> {
        unknown.add(placeholder);
        yield new Expression.Nil();
      }
    };
  }

  static Expression tagArray(String kind, int number) {
    return switch (kind) {
      case "parts" -> new Expression.TagPart(number);
      case "prefix" -> new Expression.TagPrefix(number);
      default -> new Expression.TagSuffix(number);
    };
  }

  /**
   * Reads a value with Ruby in its placeholders.
   *
   * @param typed whether a single placeholder keeps the type of its value
   * @throws IllegalArgumentException when a placeholder is none of the supported expressions
   */
  public Expression ruby(String text, boolean typed) {
    int first = text.indexOf("${");
    boolean one = first == 0 && text.indexOf("${", 2) < 0 && text.endsWith("}");
    if (one && typed) {
      return RubyExpression.parse(text.substring(2, text.length() - 1), environment);
    }
    if (text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "a backslash beside Ruby is not supported: write the value without it");
    }
    List<Expression> parts = new ArrayList<>();
    int at = 0;
    for (int start = first; start >= 0; start = text.indexOf("${", at)) {
      addText(text.substring(at, start), parts);
      int end = closing(text, start + 2);
      parts.add(
          new Expression.AsText(RubyExpression.parse(text.substring(start + 2, end), environment)));
      at = end + 1;
    }
    addText(text.substring(at), parts);
    return joined(parts);
  }

  private static int closing(String text, int from) {
    char quote = 0;
    int open = 0;
    for (int at = from; at < text.length(); at++) {
      char next = text.charAt(at);
      if (quote != 0) {
        quote = next == quote ? 0 : quote;
      } else if (next == '\'' || next == '"') {
        quote = next;
      } else if (next == '}' && open == 0) {
        return at;
      } else {
        open += next == '{' ? 1 : next == '}' ? -1 : 0;
      }
    }
    throw new IllegalArgumentException("the placeholder ${" + text.substring(from) + " never ends");
  }
}
