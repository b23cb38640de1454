package dev.logproof.distribution.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The run-time settings of a Dockerfile as the configuration of an image (OCI image specification,
 * "Image Configuration"; {@code OnBuild} as in Docker's own format). {@code FROM} and {@code COPY}
 * describe a build and are left out; other instructions are refused. Immutable.
 */
final class ImageConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode config = JsonNodeFactory.instance.objectNode();

  private ImageConfig() {}

  /**
   * Reads the instructions.
   *
   * @throws IllegalArgumentException for an instruction that is not known, with its line
   */
  static ImageConfig parse(List<String> dockerfile) {
    ImageConfig parsed = new ImageConfig();
    for (String line : dockerfile) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.strip().split("\\s+", 2);
        parsed.take(parts[0], parts.length > 1 ? parts[1] : "", line);
      }
    }
    return parsed;
  }

  private void take(String instruction, String value, String line) {
    switch (instruction) {
      case "FROM", "COPY" -> {}
      case "ENV" -> config.withArrayProperty("Env").add(value);
      case "LABEL" -> config.withObjectProperty("Labels").put(key(value), value(value));
      case "WORKDIR" -> config.put("WorkingDir", value);
      case "USER" -> config.put("User", value);
      case "EXPOSE" ->
          Stream.of(value.split("\\s+"))
              .forEach(port -> config.withObjectProperty("ExposedPorts").putObject(port + "/tcp"));
      case "VOLUME" -> config.withObjectProperty("Volumes").putObject(value);
      case "STOPSIGNAL" -> config.put("StopSignal", value);
      case "ENTRYPOINT" -> config.set("Entrypoint", words(value, line));
      case "CMD" -> config.set("Cmd", words(value, line));
      case "ONBUILD" -> config.withArrayProperty("OnBuild").add(value);
      default -> throw new IllegalArgumentException("unknown instruction: " + line);
    }
  }

  private static String key(String pair) {
    return pair.substring(0, pair.indexOf('='));
  }

  private static String value(String pair) {
    return pair.substring(pair.indexOf('=') + 1);
  }

  private static ArrayNode words(String value, String line) {
    try {
      return (ArrayNode) JSON.readTree(value);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalArgumentException("expected a JSON array of words: " + line, e);
    }
  }

  ObjectNode json() {
    return config.deepCopy();
  }
}
