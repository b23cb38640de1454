package dev.logproof.aggregator.config.syntax;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates the Ruby in <code>#{…}</code>, limited to environment variables with defaults. Any
 * other code is an error and is never passed on as text. Thread-safe.
 */
final class EmbeddedCode {
  private static final String SUPPORTED =
      "supported are ENV['X'], ENV['X'] || 'default', ENV.fetch('X'), ENV.fetch('X', 'default'),"
          + " use_default and use_nil";
  private static final String TEXT = "(?:'([^'\\\\]*)'|\"([^\"\\\\#]*)\")";
  private static final Pattern TERM =
      Pattern.compile(
          "\\s*(?:ENV\\s*\\[\\s*"
              + TEXT
              + "\\s*\\]|ENV\\.fetch\\(\\s*"
              + TEXT
              + "\\s*(?:,\\s*"
              + TEXT
              + "\\s*)?\\)|"
              + TEXT
              + "|(-?\\d+(?:\\.\\d+)?)|(use_default|use_nil))\\s*");

  private final Map<String, String> environment;

  EmbeddedCode(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns empty when the parameter counts as absent.
   *
   * @throws SyntaxException for unsupported code, or an unset variable without default
   */
  Optional<String> evaluate(String code, SourceLocation place) {
    Matcher term = TERM.matcher(code);
    int at = 0;
    while (term.find(at) && term.start() == at) {
      boolean last = term.end() == code.length();
      if (!last && !code.startsWith("||", term.end())) {
        break;
      }
      if (term.group(10) != null) {
        return Optional.empty();
      }
      Optional<String> value = value(term, place);
      if (value.isPresent()) {
        requireTerms(code, term.end(), place);
        return value;
      }
      if (last) {
        throw new SyntaxException(place, unset(first(term, 1).orElse("")));
      }
      at = term.end() + 2;
    }
    throw unsupported(code, place);
  }

  private Optional<String> value(Matcher term, SourceLocation place) {
    Optional<String> plain = first(term, 1).map(environment::get);
    Optional<String> fetched = first(term, 3);
    if (fetched.isEmpty()) {
      return plain.or(() -> first(term, 7)).or(() -> Optional.ofNullable(term.group(9)));
    }
    String name = fetched.get();
    return Optional.of(
        Optional.ofNullable(environment.get(name))
            .or(() -> first(term, 5))
            .orElseThrow(() -> new SyntaxException(place, unset(name))));
  }

  /** Checks the alternatives after the chosen value, which are not evaluated. */
  private static void requireTerms(String code, int from, SourceLocation place) {
    Matcher term = TERM.matcher(code);
    int at = from;
    while (at < code.length()) {
      if (!code.startsWith("||", at) || !term.find(at + 2) || term.start() != at + 2) {
        throw unsupported(code, place);
      }
      at = term.end();
    }
  }

  private static Optional<String> first(Matcher term, int group) {
    return Optional.ofNullable(term.group(group))
        .or(() -> Optional.ofNullable(term.group(group + 1)));
  }

  private static String unset(String name) {
    return "the environment variable "
        + name
        + " is not set: set it, or write ENV['"
        + name
        + "'] || 'default'";
  }

  private static SyntaxException unsupported(String code, SourceLocation place) {
    return new SyntaxException(place, "unsupported embedded Ruby #{" + code + "}: " + SUPPORTED);
  }
}
