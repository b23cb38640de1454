package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.config.syntax.ConfigParser;
import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random configurations from the grammar never crash the reader, and every line of an accepted one
 * is a setting in force, a setting without effect, or the subject of a warning.
 */
class RandomConfigTest {
  private static final int ROUNDS = 1_000;
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/root", "N", "7");

  private static final String[] VALUES = {
    "",
    "1",
    "0",
    "true",
    "false",
    "8m",
    "30s",
    "interval",
    "file",
    "memory",
    "json",
    "log",
    "x",
    "@x",
    "\"#{ENV['N']}\"",
    "\"#{ENV['NO'] || nil}\"",
    "block",
    "/tmp/a",
    "single_value",
    "text"
  };

  private static final String[] SECTIONS = {
    "buffer",
    "format",
    "security",
    "transport tls",
    "transport",
    "assume_role_credentials",
    "shared_credentials",
    "process_credentials",
    "instance_profile_credentials",
    "inject",
    "log",
    "secondary",
    "store",
    "buffer tag",
    "buffer time",
    "parse"
  };

  private static final List<String> NAMES =
      Stream.concat(
              Stream.of(
                  "@type",
                  "type",
                  "@id",
                  "@label",
                  "role_arn",
                  "role_session_name",
                  "unknown_one",
                  "delivery_stream_name",
                  "region",
                  "@unknown"),
              ParameterTableTest.parameters().map(ParameterDoc::name).distinct().sorted())
          .toList();

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void parameters(StringBuilder text, int most) {
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(any(NAMES)).append(' ').append(any(VALUES)).append('\n');
    }
  }

  private void section(StringBuilder text, String head, int depth) {
    text.append('<').append(head).append(">\n");
    parameters(text, depth == 0 ? 2 : 1);
    if (depth < 2 && random.nextInt(3) == 0) {
      section(text, any(SECTIONS), depth + 1);
    }
    text.append("</").append(head.split(" ", -1)[0]).append(">\n");
  }

  private String config() {
    StringBuilder text = new StringBuilder("<source>\n@type forward\n</source>\n");
    for (int i = random.nextInt(4); i >= 0; i--) {
      switch (random.nextInt(8)) {
        case 0 -> section(text, "system", 1);
        case 1 -> section(text, "source", 0);
        case 2 -> section(text, "match " + any("a.**", "**", "{a,b}", "/x/", ""), 0);
        case 3 -> section(text, "filter **", 0);
        case 4 -> section(text, any("label @x", "label @ERROR", "worker 0"), 0);
        default -> firehose(text);
      }
    }
    return text.toString();
  }

  private void firehose(StringBuilder text) {
    text.append("<match ").append(any("a", "b.*")).append(">\n@type kinesis_firehose\n");
    text.append("region eu-west-1\ndelivery_stream_name s\n");
    parameters(text, 2);
    if (random.nextBoolean()) {
      section(text, any(SECTIONS), 1);
    }
    text.append("</match>\n");
  }

  @Test
  void isReadOrRejectedAndNeverIgnoredSilently() {
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = config();
      try {
        AggregatorConfig config = AggregatorConfig.parse("f.conf", text, ENVIRONMENT);
        accepted++;
        Section root = ConfigParser.parse("f.conf", text, ENVIRONMENT).root();
        checkNothingIsSilent(root, config, text);
      } catch (ConfigException e) {
        assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
        assertThat(e.problems())
            .as("seed %d\n%s", seed, text)
            .allMatch(problem -> problem.file().equals("f.conf") && !problem.message().isBlank());
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + " text:\n" + text, e);
      }
    }
    assertThat(accepted).as("seed %d", seed).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
  }

  private void checkNothingIsSilent(Section section, AggregatorConfig config, String text) {
    if (isOneNote(section, config)) {
      return;
    }
    for (Parameter parameter : section.parameters()) {
      String place = parameter.place().toString();
      boolean told =
          SectionReader.nameOf(parameter).equals("@type")
              || config.settings().stream().anyMatch(each -> each.origin().equals(place))
              || config.warnings().stream()
                  .anyMatch(each -> each.toString().startsWith(place + ": "));
      assertThat(told).as("seed %d: silence about %s in\n%s", seed, parameter, text).isTrue();
    }
    section.sections().forEach(inner -> checkNothingIsSilent(inner, config, text));
  }

  /** A section that has no effect as a whole has one warning. */
  private static boolean isOneNote(Section section, AggregatorConfig config) {
    return config.warnings().stream()
        .anyMatch(
            warning ->
                warning.line() == section.place().line()
                    && warning.message().contains("has no effect")
                    && (section.name().equals("source") || section.name().equals("log")));
  }
}
