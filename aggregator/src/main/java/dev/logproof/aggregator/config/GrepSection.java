package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.FilterConfig.Condition;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.ruby.FieldPath;
import dev.logproof.aggregator.ruby.RubyRegexp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code <filter>} of type grep. Not thread-safe. */
final class GrepSection {
  private static final int MAX_NUMBERED = 20;
  private static final FieldPath NO_FIELD = FieldPath.of("unreadable");
  private static final RubyRegexp NO_PATTERN = RubyRegexp.compile("unreadable", false, false);

  private final SectionReader reader;
  private final List<Condition> all = new ArrayList<>();
  private final List<Condition> any = new ArrayList<>();
  private final List<Condition> notAll = new ArrayList<>();
  private final List<Condition> notAny = new ArrayList<>();

  private GrepSection(SectionReader reader) {
    this.reader = reader;
  }

  static FilterConfig read(PluginSection plugin) {
    GrepSection grep = new GrepSection(plugin.reader());
    grep.numbered("regexp", grep.all);
    grep.numbered("exclude", grep.notAny);
    grep.conditions(grep.reader, "regexp", grep.all);
    grep.conditions(grep.reader, "exclude", grep.notAny);
    grep.reader.sections("and").forEach(each -> grep.group(each, grep.all, grep.notAll));
    grep.reader.sections("or").forEach(each -> grep.group(each, grep.any, grep.notAny));
    grep.reader.finish(Map.of(), "<regexp>, <exclude>, <and>, <or>");
    return new FilterConfig.Grep(
        plugin.id(),
        new FilterConfig.Conditions(grep.all, grep.any),
        new FilterConfig.Conditions(grep.notAll, grep.notAny));
  }

  /** Reads {@code regexp1 key pattern}, the form before Fluentd 0.14. */
  private void numbered(String kind, List<Condition> into) {
    for (int number = 1; number <= MAX_NUMBERED; number++) {
      String name = kind + number;
      if (number == 1 || reader.has(name)) {
        reader
            .optional(name, "none", GrepSection::keyAndPattern)
            .ifPresent(condition -> add(condition, into, reader));
      }
    }
  }

  private static Condition keyAndPattern(String text) {
    int space = text.indexOf(' ');
    if (space < 1) {
      throw new IllegalArgumentException("expected a key and a pattern, such as log ERROR");
    }
    return new Condition(
        FieldPath.parse(text.substring(0, space)),
        RubyRegexp.compile(text.substring(space + 1), false, false));
  }

  private void group(Section section, List<Condition> regexps, List<Condition> excludes) {
    SectionReader group = reader.inner(section);
    int before = regexps.size() + excludes.size();
    conditions(group, "regexp", regexps);
    boolean both = regexps.size() + excludes.size() > before;
    before = excludes.size();
    conditions(group, "exclude", excludes);
    if (both && excludes.size() > before) {
      group.report(Remedy.CORRECT, "expected either <regexp> or <exclude>, found both");
    }
    group.finish(Map.of(), "<regexp>, <exclude>");
  }

  private void conditions(SectionReader in, String kind, List<Condition> into) {
    for (Section section : in.sections(kind)) {
      SectionReader one = in.inner(section);
      FieldPath key = one.required("key", NO_FIELD, FieldPath::parse);
      RubyRegexp pattern = one.required("pattern", NO_PATTERN, RubyRegexp::parse);
      one.finish(Map.of(), "none");
      add(new Condition(key, pattern), into, one);
    }
  }

  /** Fluentd takes one condition per key. */
  private static void add(Condition condition, List<Condition> into, SectionReader at) {
    if (into.stream().anyMatch(earlier -> earlier.key().equals(condition.key()))) {
      at.report(
          Remedy.CORRECT,
          "there is a condition for " + condition.key() + " already: write one pattern for both");
    }
    into.add(condition);
  }
}
