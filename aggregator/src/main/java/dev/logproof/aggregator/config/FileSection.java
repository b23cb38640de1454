package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.ChunkKeys.TimeKey;
import dev.logproof.aggregator.naming.NameTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code <match>} of type file. Stateless. */
final class FileSection {
  private static final String NUMBER = "_**";
  private static final String NO_LINK =
      "there is no file to link to before a chunk is complete: print events by stdout instead";

  private FileSection() {}

  static FileOutput read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    String path = reader.required("path", "missing", FileSection::path);
    boolean append = reader.flag("append", false);
    boolean addSuffix = reader.flag("add_path_suffix", true);
    String suffix = reader.value("path_suffix", ".log", text -> text, text -> text);
    Map<String, Boolean> forms = new LinkedHashMap<>();
    forms.put("text", false);
    List.of("gzip", "gz").forEach(form -> forms.put(form, true));
    boolean gzip = reader.choice("compress", false, forms);
    reader.explain("recompress", "chunks are kept uncompressed");
    reader.explain("symlink_path", NO_LINK);
    reader.explain("slow_flush_log_threshold", "it concerns Fluentd's own log only");
    reader.explain("symlink_path_use_relative", NO_LINK);
    LineFormat format = LineFormats.read(reader);
    BufferConfig buffer = BufferSection.read(plugin, log, "time", 86_400);
    String slice = reader.optional("time_slice_format", "by timekey", S3Keys::slice).orElse("");
    String template =
        template(path, buffer.keys().time(), slice, append)
            + (addSuffix ? suffix : "")
            + (gzip ? ".gz" : "");
    boolean ignored = reader.flag("localtime", true);
    FileOutput output = new FileOutput(plugin.id(), template, append, gzip, format, buffer);
    check(reader, output);
    reader.finish(
        UnsupportedParameters.MATCH_SECTIONS, "<buffer>, <format>, <inject>, <secondary>");
    return output;
  }

  private static void check(SectionReader reader, FileOutput output) {
    try {
      NameTemplate ignored = output.template();
    } catch (IllegalArgumentException e) {
      reader.report(
          reader.placeOf("path"),
          Remedy.CORRECT,
          "path is '" + output.path() + "': " + e.getMessage());
    }
  }

  private static String path(String text) {
    if (text.isEmpty() || text.endsWith("/")) {
      throw new IllegalArgumentException("expected the path of a file");
    }
    return text;
  }

  /** As generate_path_template of out_file.rb; {@code *} stands for time and number. */
  private static String template(String path, TimeKey time, String slice, boolean append) {
    String number = append ? "" : NUMBER;
    String letters = time.isNone() || slice.isEmpty() ? letters(time) : slice;
    if (path.contains("*")) {
      return path.replace("*", letters + number);
    }
    boolean hasTime =
        slice.isEmpty()
            && !letters.isEmpty()
            && List.of(letters.split("(?<=\\G..)", -1)).stream()
                .filter(letter -> !letter.isEmpty())
                .allMatch(path::contains);
    return path + (letters.isEmpty() || hasTime ? "" : "." + letters) + number;
  }

  static String letters(TimeKey time) {
    if (time.isNone()) {
      return "";
    } else if (time.seconds() < 60) {
      return "%Y%m%d%H%M%S";
    } else if (time.seconds() < 3_600) {
      return "%Y%m%d%H%M";
    }
    return time.seconds() < 86_400 ? "%Y%m%d%H" : "%Y%m%d";
  }
}
