package dev.logproof.aggregator.config.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates the Ruby in <code>#{…}</code>, limited to environment variables, names and literals
 * with alternatives. Any other code is an error and is never passed on as text. Not thread-safe.
 */
final class EmbeddedCode {
  private static final String SUPPORTED =
      "supported are ENV['X'], ENV.fetch('X', 'default'), ENV.fetch('X') { 'default' },"
          + " Socket.gethostname, hostname, worker_id, texts, numbers, nil, true, false,"
          + " use_default and use_nil, with || between them";

  private static final String TEXT = "(?:'([^'\\\\]*)'|\"([^\"\\\\#]*)\")";
  private static final Pattern TERM =
      Pattern.compile(
          "\\s*(?:ENV\\s*\\[\\s*"
              + TEXT
              + "\\s*\\]|ENV\\.fetch\\(\\s*"
              + TEXT
              + "\\s*(?:,\\s*"
              + TEXT
              + "\\s*)?\\)(?:\\s*\\{\\s*"
              + TEXT
              + "\\s*\\})?|"
              + TEXT
              + "|(-?\\d+(?:\\.\\d+)?)|(use_default|use_nil|nil|true|false|Socket\\.gethostname"
              + "|hostname|worker_id)\\b)\\s*");
  private static final int PLAIN = 1;
  private static final int FETCHED = 3;
  private static final int FETCH_DEFAULT = 5;
  private static final int FETCH_BLOCK = 7;
  private static final int LITERAL = 9;
  private static final int NUMBER = 11;
  private static final int WORD = 12;

  private final Map<String, String> environment;
  private final List<ConfigTree.Note> notes;
  private final List<ConfigTree.Note> errors;

  /** Adds to {@code notes} and {@code errors} what the user should know. */
  EmbeddedCode(
      Map<String, String> environment, List<ConfigTree.Note> notes, List<ConfigTree.Note> errors) {
    this.environment = environment;
    this.notes = notes;
    this.errors = errors;
  }

  /**
   * Returns empty when the parameter counts as absent. Unsupported code is noted as an error and
   * returns an empty text.
   */
  Optional<String> evaluate(String code, SourceLocation place) {
    Optional<Value> chosen = Optional.empty();
    Matcher term = TERM.matcher(code);
    int at = 0;
    while (true) {
      if (!term.find(at) || term.start() != at) {
        return error(place, "unsupported embedded Ruby #{" + code + "}: " + SUPPORTED);
      }
      if (chosen.isEmpty() || !chosen.get().isTrue()) {
        chosen = Optional.of(value(term));
      }
      if (term.end() == code.length()) {
        return result(chosen.get(), place);
      }
      if (!code.startsWith("||", term.end())) {
        return error(place, "unsupported embedded Ruby #{" + code + "}: " + SUPPORTED);
      }
      at = term.end() + 2;
    }
  }

  private Optional<String> result(Value chosen, SourceLocation place) {
    if (!chosen.problem().isEmpty()) {
      return error(place, chosen.problem());
    }
    if (!chosen.note().isEmpty()) {
      notes.add(new ConfigTree.Note(place, chosen.note()));
    }
    return chosen.absent() ? Optional.empty() : Optional.of(chosen.text());
  }

  private Optional<String> error(SourceLocation place, String message) {
    errors.add(new ConfigTree.Note(place, message));
    return Optional.of("");
  }

  /**
   * A Ruby value.
   *
   * @param isTrue whether {@code ||} takes it
   * @param absent whether the parameter counts as absent
   */
  private record Value(String text, boolean isTrue, boolean absent, String note, String problem) {
    static Value of(String text) {
      return new Value(text, true, false, "", "");
    }

    static Value notTrue(String text, String note) {
      return new Value(text, false, false, note, "");
    }
  }

  private Value value(Matcher term) {
    Optional<String> plain = first(term, PLAIN);
    if (plain.isPresent()) {
      return Optional.ofNullable(environment.get(plain.get()))
          .map(Value::of)
          .orElseGet(() -> Value.notTrue("", unset(plain.get()) + ": its value is empty"));
    }
    Optional<String> fetched = first(term, FETCHED);
    if (fetched.isPresent()) {
      return Optional.ofNullable(environment.get(fetched.get()))
          .or(() -> first(term, FETCH_BLOCK))
          .or(() -> first(term, FETCH_DEFAULT))
          .map(Value::of)
          .orElseGet(() -> mustBeSet(fetched.get()));
    }
    return first(term, LITERAL)
        .or(() -> Optional.ofNullable(term.group(NUMBER)))
        .map(Value::of)
        .orElseGet(() -> word(term.group(WORD)));
  }

  private static Value word(String word) {
    return switch (word) {
      case "nil" -> Value.notTrue("", "");
      case "false" -> Value.notTrue("false", "");
      case "true" -> Value.of("true");
      case "worker_id" -> Value.of("0");
      case "use_default", "use_nil" -> new Value("", true, true, "", "");
      default -> Value.of(HostName.read());
    };
  }

  private static Value mustBeSet(String name) {
    String problem = unset(name) + ": set it, or write ENV.fetch('" + name + "', 'default')";
    return new Value("", true, false, "", problem);
  }

  private static String unset(String name) {
    return "the environment variable " + name + " is not set";
  }

  private static Optional<String> first(Matcher term, int group) {
    return Optional.ofNullable(term.group(group))
        .or(() -> Optional.ofNullable(term.group(group + 1)));
  }
}
