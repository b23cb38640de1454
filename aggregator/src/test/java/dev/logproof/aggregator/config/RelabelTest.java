package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.routing.Router;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code relabel} sends events on to another label, and not to later sections of its own. */
class RelabelTest {
  private static final String SOURCE = "<source>\n@type forward\n</source>\n";

  private static final String TWO_STEPS =
      SOURCE
          + """
          <match app.**>
            @type relabel
            @label @app
          </match>
          <match **>
            @type null
            @id rest
          </match>
          <label @app>
            <match app.error>
              @type relabel
              @label @ERROR
            </match>
            <match *.web other>
              @type null
              @id web
            </match>
          </label>
          <label @ERROR>
            <match **>
              @type null
              @id errors
            </match>
          </label>
          """;

  private static AggregatorConfig parse(String text) {
    return AggregatorConfig.parse("f.conf", text, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "app.web, web",
    "app.error, errors",
    "app.none, unmatched",
    "app, unmatched",
    "other, rest",
    "b.web, rest"
  })
  void followsLabels(String tag, String output) {
    List<Route> routes = parse(TWO_STEPS).routesByLabel().get("");
    Router<String> router =
        new Router<>(
            routes.stream()
                .map(route -> new Router.Rule<>(route.pattern(), route.output().id()))
                .toList());
    assertThat(router.route(tag).orElse("unmatched")).isEqualTo(output);
  }

  @Test
  void warnsOfNothingInUse() {
    assertThat(parse(TWO_STEPS).warnings()).isEmpty();
  }

  @Test
  void rejectsCircleAndMissingLabel() {
    String circle =
        SOURCE
            + "<match a>\n@type relabel\n@label @x\n</match>\n"
            + "<label @x>\n<match b>\n@type relabel\n@label @ROOT\n</match>\n</label>\n";
    assertThatThrownBy(() -> parse(circle)).hasMessageContaining("f.conf:9: relabel in a circle");
    assertThatThrownBy(() -> parse(SOURCE + "<match a>\n@type relabel\n</match>"))
        .hasMessageContaining("f.conf:4: in <match> of type relabel: @label is missing");
  }

  @Test
  void explainsThatNoEventFailsIntoErrorLabel() {
    String text = SOURCE + "<match **>\n@type null\n</match>\n<label @ERROR>\n</label>\n";
    assertThat(parse(text).warnings())
        .singleElement()
        .asString()
        .contains("events come here on which a <filter> fails")
        .contains("--dead-letter-dir");
  }
}
