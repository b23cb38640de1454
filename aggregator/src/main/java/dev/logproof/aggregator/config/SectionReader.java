package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.config.ParameterDoc.Support;
import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.config.syntax.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Takes typed settings out of one section and notes their values and origins. {@link #finish}
 * reports the others, so that nothing is ignored silently. Not thread-safe.
 */
final class SectionReader {
  private static final String DEFAULT = "default";

  /** Parameters that Fluentd accepts without {@code @} (Fluentd, config/section). */
  private static final Set<String> WITHOUT_AT = Set.of("type", "id", "log_level");

  private final Section section;
  private final String shown;
  private final String title;
  private final ReadLog log;
  private final Map<String, Parameter> left = new LinkedHashMap<>();
  private final List<Section> sectionsLeft;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> fluentdDefaults = new HashMap<>();

  /**
   * Creates a reader; {@code shown} names the section in messages, {@code title} in the settings.
   */
  SectionReader(Section section, String shown, String title, ReadLog log) {
    this.section = section;
    this.shown = shown;
    this.title = title;
    this.log = log;
    this.sectionsLeft = new ArrayList<>(section.sections());
    for (Parameter parameter : section.parameters()) {
      Parameter earlier = left.put(nameOf(parameter), parameter);
      if (earlier != null) {
        warn(
            earlier.place(),
            earlier.name() + " is repeated at " + parameter.place() + ": the last value applies");
      }
    }
  }

  static String nameOf(Parameter parameter) {
    return WITHOUT_AT.contains(parameter.name()) ? "@" + parameter.name() : parameter.name();
  }

  SourceLocation place() {
    return section.place();
  }

  String shown() {
    return shown;
  }

  String title() {
    return title;
  }

  ReadLog log() {
    return log;
  }

  /** Returns a reader of a section inside this one. */
  SectionReader inner(Section inside) {
    String tag = "<" + inside.name() + ">";
    return new SectionReader(inside, tag + " of " + shown, title + " " + tag, log);
  }

  void warn(SourceLocation place, String message) {
    log.warn(place, shown, message);
  }

  ConfigException error(String message) {
    return ReadLog.error(place(), "in " + shown + ": " + message);
  }

  /** Reports {@code message} and goes on, so that the rest of the section is checked too. */
  void report(Remedy remedy, String message) {
    report(place(), remedy, message);
  }

  void report(SourceLocation at, Remedy remedy, String message) {
    log.report(ReadLog.error(at, remedy, "in " + shown + ": " + message));
  }

  /** Notes Fluentd's own default of a parameter whose default differs here. */
  void fluentdDefault(String name, String value) {
    fluentdDefaults.put(name, value);
  }

  /** Returns the text of a parameter that is read later. */
  Optional<String> written(String name) {
    return Optional.ofNullable(left.get(name)).map(Parameter::value);
  }

  boolean has(String name) {
    return left.containsKey(name);
  }

  SourceLocation placeOf(String name) {
    return section.parameters().stream()
        .filter(parameter -> nameOf(parameter).equals(name))
        .reduce((first, last) -> last)
        .map(Parameter::place)
        .orElse(place());
  }

  /** For parameters noted elsewhere, such as the type. */
  void discard(String name) {
    take(name);
  }

  <T> Optional<T> optional(String name, String ifAbsent, Function<String, T> parse) {
    describe(name, Support.SUPPORTED, ifAbsent, "");
    return takeOptional(name, ifAbsent, parse);
  }

  private <T> Optional<T> takeOptional(String name, String ifAbsent, Function<String, T> parse) {
    Optional<Parameter> parameter = take(name);
    Optional<T> value = parameter.flatMap(written -> parse(written, parse));
    note(
        name,
        value.map(String::valueOf).orElse(ifAbsent),
        parameter.map(SectionReader::originOf).orElse(DEFAULT));
    return value;
  }

  <T> T value(String name, T byDefault, Function<String, T> parse, Function<T, String> show) {
    return value(name, byDefault, parse, show, "");
  }

  private <T> T value(
      String name,
      T byDefault,
      Function<String, T> parse,
      Function<T, String> show,
      String expected) {
    describe(name, Support.SUPPORTED, show.apply(byDefault), expected);
    Optional<Parameter> parameter = take(name);
    T value = parameter.flatMap(written -> parse(written, parse)).orElse(byDefault);
    note(name, show.apply(value), parameter.map(SectionReader::originOf).orElse(DEFAULT));
    return value;
  }

  /**
   * Reads a parameter that must be there.
   *
   * @param afterProblem lets reading go on after it is reported as missing or wrong
   */
  <T> T required(String name, T afterProblem, Function<String, T> parse) {
    describe(name, Support.REQUIRED, "", "");
    if (!left.containsKey(name)) {
      report(Remedy.CORRECT, name + " is missing");
    }
    return takeOptional(name, "", parse).orElse(afterProblem);
  }

  Optional<Secret> secret(String name) {
    return optional(name, "none", SectionReader::notEmpty);
  }

  private static Secret notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected a value, found none");
    }
    return Secret.of(text);
  }

  Optional<Secret> secretOrEmpty(String name) {
    return optional(name, "none", Secret::of);
  }

  int integer(String name, int byDefault, int min, int max) {
    return value(
        name,
        byDefault,
        text -> Values.integer(text, min, max),
        String::valueOf,
        min + " to " + max);
  }

  boolean flag(String name, boolean byDefault) {
    return value(name, byDefault, Values::flag, String::valueOf, "true or false");
  }

  long bytes(String name, long byDefault, long min, long max) {
    ValueRange range = new ValueRange(min, max, " bytes");
    return value(name, byDefault, Values::bytes, range, "a size " + range + ", such as 8m");
  }

  long millis(String name, long byDefault, long min, long max) {
    ValueRange range = new ValueRange(min, max, " ms");
    return value(name, byDefault, Values::millis, range, "a duration " + range + ", such as 30s");
  }

  <T> T choice(String name, T byDefault, Map<String, T> choices) {
    return choice(name, byDefault, choices, "");
  }

  /** The message for another value ends with {@code otherwise}. */
  <T> T choice(String name, T byDefault, Map<String, T> choices, String otherwise) {
    return value(
        name,
        byDefault,
        text ->
            Optional.ofNullable(choices.get(text))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "expected " + String.join(" or ", choices.keySet()) + otherwise)),
        value -> name(value, choices),
        String.join(", ", choices.keySet()));
  }

  /** Accepts a parameter without effect. */
  void explain(String name, String why) {
    describe(name, Support.NO_EFFECT, "", why);
    take(name)
        .ifPresent(
            written ->
                note(
                    name,
                    written.value() + " (no effect: " + why + ")",
                    written.place().toString()));
  }

  void explain(NoEffect parameters) {
    new TreeMap<>(parameters.reasons()).forEach(this::explain);
  }

  /** Takes a parameter that stands for one of another section, where it is noted. */
  Optional<Parameter> flat(String name, String text) {
    if (taken.contains(name)) {
      // The output has a parameter of its own with this name.
      return Optional.empty();
    }
    describe(name, Support.SUPPORTED, "", text);
    return take(name);
  }

  /** Accepts a parameter with a single supported value. */
  void only(String name, String supported, String otherwise) {
    describe(name, Support.ONE_VALUE, supported, otherwise);
    take(name)
        .ifPresent(
            written -> {
              boolean same = parse(written, text -> Values.same(text, supported)).orElse(true);
              if (!same) {
                log.report(
                    refusal(
                        written,
                        Remedy.REMOVE,
                        "only " + supported + " is supported: " + otherwise));
              }
              note(name, supported, written.place().toString());
            });
  }

  /** Rejects parameters that would change what happens to events. */
  void refuse(Map<String, Refusal> reasons) {
    new TreeMap<>(reasons)
        .forEach((name, why) -> describe(name, Support.REJECTED, "", why.reason()));
    for (Parameter parameter : section.parameters()) {
      Refusal why = reasons.get(parameter.name());
      if (why != null) {
        log.report(refusal(parameter, why.remedy(), "is not supported: " + why.reason()));
        left.remove(parameter.name());
      }
    }
  }

  /** Takes the sections of these names in the order of the file. */
  List<Section> sections(String... names) {
    List<String> wanted = List.of(names);
    List<Section> found =
        sectionsLeft.stream().filter(inner -> wanted.contains(inner.name())).toList();
    sectionsLeft.removeAll(found);
    return found;
  }

  Optional<Section> section(String name) {
    List<Section> found = sections(name);
    if (found.size() > 1) {
      report(
          found.get(1).place(),
          Remedy.CORRECT,
          "<" + name + "> is already defined at " + found.get(0).place());
    }
    return found.stream().findFirst();
  }

  /**
   * Reports what was not taken: parameters as warnings, sections as errors.
   *
   * @param reasons by section name
   */
  void finish(Map<String, Refusal> reasons, String supported) {
    finishSections(reasons, supported);
    left.values().forEach(this::unknown);
  }

  /** As {@link #finish}, for a section whose parameters have free names. */
  void finishSections(Map<String, Refusal> reasons, String supported) {
    Refusal other = new Refusal(Remedy.CORRECT, "supported here: " + supported);
    for (Section unknown : sectionsLeft) {
      Refusal why = reasons.getOrDefault(unknown.name(), other);
      report(
          unknown.place(),
          why.remedy(),
          "<" + unknown.name() + "> is not supported: " + why.reason());
    }
  }

  private void unknown(Parameter parameter) {
    if (parameter.name().startsWith("@")) {
      String expected = "expected @type, @id, @label or @log_level, where they apply";
      report(
          parameter.place(),
          Remedy.CORRECT,
          "there is no parameter " + parameter.name() + ": " + expected);
      return;
    }
    warn(parameter.place(), "unknown parameter " + parameter.name() + " is ignored");
  }

  private void describe(String name, Support support, String byDefault, String text) {
    String fluentd = fluentdDefaults.getOrDefault(name, "");
    String shownDefault = fluentd.isEmpty() ? byDefault : byDefault + " (Fluentd: " + fluentd + ")";
    log.describe(new ParameterDoc(shown, name, support, shownDefault, text));
  }

  private Optional<Parameter> take(String name) {
    if (!taken.add(name)) {
      throw new IllegalStateException(name + " is read twice");
    }
    return Optional.ofNullable(left.remove(name));
  }

  private static String originOf(Parameter written) {
    return written.place().toString();
  }

  void note(String name, String value, String origin) {
    boolean byDefault = origin.equals(DEFAULT);
    String fluentd = byDefault ? fluentdDefaults.getOrDefault(name, "") : "";
    log.setting(new EffectiveSetting(title, name, value, origin, fluentd));
  }

  /** Reports a wrong value and returns empty then. */
  private <T> Optional<T> parse(Parameter written, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(written.value()));
    } catch (IllegalArgumentException e) {
      report(
          written.place(),
          Remedy.CORRECT,
          written.name() + " is '" + written.value() + "': " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Omits the value, which may be a secret. */
  private ConfigException refusal(Parameter parameter, Remedy remedy, String reason) {
    return ReadLog.error(
        parameter.place(), remedy, "in " + shown + ": " + parameter.name() + " " + reason);
  }

  private long value(
      String name,
      long byDefault,
      ToLongFunction<String> parse,
      ValueRange range,
      String expected) {
    Function<String, Long> inRange = text -> range.check(parse.applyAsLong(text));
    return value(name, byDefault, inRange, value -> value + range.unit(), expected);
  }

  private static <T> String name(T value, Map<String, T> choices) {
    return choices.entrySet().stream()
        .filter(choice -> choice.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(String.valueOf(value));
  }
}
