package dev.logproof.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** Configurations among the test resources. */
public final class ConfigFile {
  private ConfigFile() {}

  /** Returns the text of {@code NAME.conf}, with these words replaced by their values. */
  public static String text(String name, Map<String, String> values) throws IOException {
    String text = text(name);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }

  /** Returns the text of {@code NAME.conf}. */
  public static String text(String name) throws IOException {
    try (InputStream in = ConfigFile.class.getResourceAsStream("/" + name + ".conf")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }
}
