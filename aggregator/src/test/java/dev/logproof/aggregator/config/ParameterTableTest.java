package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.config.ParameterDoc.Support;
import dev.logproof.aggregator.config.syntax.ConfigParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter of the reference has its default there, and takes an explicit value. */
class ParameterTableTest {
  private static AggregatorConfig read(String section, String line) {
    String source =
        section.contains("<source>") && !section.contains("monitor_agent")
            ? ""
            : "<source>\n@type http\nbind 127.0.0.9\n</source>\n";
    String label = section.contains("relabel") ? "" : "<label @other>\n</label>\n";
    return AggregatorConfig.parse(
        "f.conf",
        ParameterSamples.SECTIONS.get(section).replace("%s", line) + source + label,
        Map.of());
  }

  static Stream<ParameterDoc> parameters() {
    Map<String, ParameterDoc> known = new LinkedHashMap<>();
    ParameterSamples.SECTIONS.forEach(
        (section, text) -> {
          String source = "<source>\n@type forward\nport 1\n</source>\n";
          String client = section.contains("<client>") ? "host 10.0.0.1\n" : "";
          ConfigReader.parameters(
                  ConfigParser.parse("f.conf", text.replace("%s", client) + source, Map.of()))
              .stream()
              .filter(each -> ParameterSamples.belongs(each, section))
              .map(
                  each ->
                      new ParameterDoc(
                          section, each.name(), each.support(), each.byDefault(), each.text()))
              .forEach(each -> known.putIfAbsent(section + each.name(), each));
        });
    assertThat(known).hasSizeGreaterThan(180);
    return known.values().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parameters")
  void takesExplicitValue(ParameterDoc parameter) {
    switch (parameter.support()) {
      case REJECTED ->
          assertThatThrownBy(() -> read(parameter.section(), parameter.name() + " 1\n"))
              .isInstanceOf(ConfigException.class)
              .hasMessageContaining(parameter.name() + " is not supported");
      case ONE_VALUE -> {
        String line = parameter.name() + " " + parameter.byDefault() + "\n";
        assertThat(shown(read(parameter.section(), line), parameter))
            .isEqualTo(parameter.byDefault());
        assertThatThrownBy(() -> read(parameter.section(), parameter.name() + " other\n"))
            .isInstanceOf(ConfigException.class)
            .hasMessageContaining(parameter.name());
      }
      case NO_EFFECT ->
          assertThat(shown(read(parameter.section(), parameter.name() + " 1\n"), parameter))
              .startsWith("1 (no effect: ");
      case SUPPORTED, REQUIRED -> supported(parameter);
    }
  }

  private static void supported(ParameterDoc parameter) {
    if (parameter.text().startsWith("in <buffer>: ")) {
      flat(parameter);
      return;
    }
    String written =
        ParameterValues.VALUES.getOrDefault(
            parameter.name() + " " + parameter.section(),
            ParameterValues.VALUES.get(parameter.name()));
    assertThat(written).as("a value of " + parameter).isNotNull();
    String[] parts = written.split(" => ", -1);
    String value = parts[0].substring(parameter.name().length() + 1);
    AggregatorConfig config = read(parameter.section(), parts[0] + needed(parameter) + "\n");
    assertThat(shown(config, parameter)).isEqualTo(parts.length > 1 ? parts[1] : value);
  }

  /** Parameters that {@code value} requires. */
  private static String needed(ParameterDoc parameter) {
    return switch (parameter.name()) {
      case "aws_key_id" -> "\naws_sec_key k";
      case "aws_sec_key" -> "\naws_key_id k";
      case "aggregate_max_events" -> "\naggregate_records true";
      case "sse_customer_algorithm" -> "\nsse_customer_key k";
      case "sse_customer_key" -> "\nsse_customer_algorithm AES256";
      case "cors_allow_credentials" -> "\ncors_allow_origins http://a";
      case "keep_order" -> "\npartition_key k";
      case "ca_path" -> "\nclient_cert_auth true";
      case "tls_client_cert_path" -> "\ntls_client_private_key_path k";
      case "tls_client_private_key_path" -> "\ntls_client_cert_path c";
      case "keep_keys" -> "\nrenew_record true";
      case "utc", "timezone" -> parameter.section().startsWith("<parse>") ? "\ntime_format %Y" : "";
      case "path" -> parameter.section().contains("<buffer>") ? "\n@type file" : "";
      case "message_key" ->
          parameter.section().startsWith("<format>") ? "\n@type single_value" : "";
      case "users", "shared_key" ->
          parameter.section().contains("<client>") ? "\nhost 10.0.0.1" : "";
      default -> "";
    };
  }

  private static void flat(ParameterDoc parameter) {
    String name = parameter.text().substring("in <buffer>: ".length());
    String explicit = ParameterValues.VALUES.getOrDefault(name, name + " true");
    String value = explicit.split(" => ", -1)[0].substring(name.length() + 1);
    String written = name.equals("@type") ? "file" : value;
    String storage = name.equals("path") ? "buffer_type file\n" : "";
    AggregatorConfig config =
        read(parameter.section(), parameter.name() + " " + of(name, written) + "\n" + storage);
    assertThat(config.settings())
        .anyMatch(
            setting ->
                setting.section().endsWith("<buffer>")
                    && setting.name().equals(name)
                    && setting.origin().startsWith("f.conf:"));
    assertThat(config.warnings().toString()).contains("buffer settings without <buffer>");
  }

  private static String of(String name, String value) {
    return name.equals("compress") ? "text" : value;
  }

  private static String shown(AggregatorConfig config, ParameterDoc parameter) {
    return config.settings().stream()
        .filter(setting -> setting.name().equals(parameter.name()))
        .filter(setting -> setting.origin().startsWith("f.conf:"))
        .map(EffectiveSetting::value)
        .reduce((first, last) -> parameter.section().contains(" of <") ? last : first)
        .orElseThrow(() -> new AssertionError(parameter + " is not among the settings"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parameters")
  void showsDefaultOfReference(ParameterDoc parameter) {
    boolean optional = parameter.support() == Support.SUPPORTED && !parameter.byDefault().isEmpty();
    boolean isOfType =
        parameter.name().equals("@type") && parameter.section().startsWith("<format> of type");
    if (!optional || isOfType) {
      return;
    }
    String client = parameter.section().contains("<client>") ? "host 10.0.0.1\n" : "";
    AggregatorConfig config = read(parameter.section(), client);
    List<String> shown =
        config.settings().stream()
            .filter(setting -> setting.name().equals(parameter.name()))
            .filter(setting -> setting.origin().equals("default"))
            .map(
                setting ->
                    setting.fluentd().isEmpty()
                        ? setting.value()
                        : setting.value() + " (Fluentd: " + setting.fluentd() + ")")
            .toList();
    if (!List.of("password", "shared_key").contains(parameter.name())) {
      assertThat(shown).as("%s", parameter).contains(parameter.byDefault());
    }
  }
}
