package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.SecondaryConfig.ToFile;
import dev.logproof.aggregator.config.SecondaryConfig.ToStdout;
import dev.logproof.aggregator.config.syntax.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code <secondary>} of a buffered output. Stateless. */
final class SecondarySection {
  private static final String NO_ID = "${chunk_id}";

  private SecondarySection() {}

  static SecondaryConfig read(SectionReader match) {
    Optional<Section> section = match.section("secondary");
    if (section.isEmpty()) {
      return SecondaryConfig.NONE;
    }
    String shown = "<secondary> of " + match.shown();
    SectionReader reader =
        new SectionReader(section.get(), shown, match.title() + " <secondary>", match.log());
    Map<String, Supplier<SecondaryConfig>> kinds = new LinkedHashMap<>();
    kinds.put("secondary_file", () -> secondaryFile(reader));
    kinds.put("file", () -> file(reader));
    kinds.put("stdout", ToStdout::new);
    String type =
        reader.required(
            "@type",
            "stdout",
            text -> {
              if (!kinds.containsKey(text)) {
                throw new IllegalArgumentException(
                    "expected " + String.join(" or ", kinds.keySet()));
              }
              return text;
            });
    SecondaryConfig config = kinds.getOrDefault(type, ToStdout::new).get();
    reader.finish(Map.of(), "none");
    return config;
  }

  private static SecondaryConfig secondaryFile(SectionReader reader) {
    Path directory = reader.required("directory", Path.of("missing"), SecondarySection::fixed);
    String name =
        reader.value("basename", "dump.bin", SecondarySection::name, basename -> basename);
    return new ToFile(directory, name, "", reader.flag("append", false), gzip(reader));
  }

  private static SecondaryConfig file(SectionReader reader) {
    Path path = reader.required("path", Path.of("missing"), SecondarySection::fixed);
    Path name = path.getFileName();
    boolean append = reader.flag("append", false);
    Path parent = path.getParent();
    return new ToFile(
        parent == null ? Path.of("") : parent,
        name == null ? "events" : name.toString(),
        reader.value("path_suffix", ".log", SecondarySection::name, suffix -> suffix),
        append,
        gzip(reader));
  }

  private static boolean gzip(SectionReader reader) {
    return reader.choice("compress", false, BufferSection.choices("text", false, "gzip", true));
  }

  private static Path fixed(String text) {
    if (text.contains("${") || text.contains("%") || text.isEmpty()) {
      throw new IllegalArgumentException("expected a path without placeholders");
    }
    return Path.of(text);
  }

  private static String name(String text) {
    if (text.isEmpty() || text.contains("/") || text.replace(NO_ID, "").contains("${")) {
      throw new IllegalArgumentException(
          "expected the name of a file, without placeholders except " + NO_ID);
    }
    return text;
  }
}
