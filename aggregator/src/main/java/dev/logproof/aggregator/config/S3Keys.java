package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.S3Output.KeyConflict;
import dev.logproof.aggregator.config.S3Output.Mark;
import dev.logproof.aggregator.config.S3Output.Naming;
import dev.logproof.aggregator.config.syntax.HostName;
import dev.logproof.aggregator.naming.TimePattern;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parameters that name the objects of an s3 output. Stateless. */
final class S3Keys {
  private static final Pattern INDEX = Pattern.compile("%(?:0(\\d{0,2}))?([dxX])");
  private static final String FORMAT = "%{path}%{time_slice}_%{index}.%{file_extension}";
  private static final String UNCHECKED_FORMAT =
      "%{path}/%{time_slice}_%{hms_slice}.%{file_extension}";

  private S3Keys() {}

  /** Parameters of the section that the key depends on. */
  record Environment(BufferConfig buffer, String extension) {}

  static Naming read(SectionReader reader, Environment environment) {
    boolean checked = reader.flag("check_object", true);
    boolean overwrite = reader.flag("overwrite", false);
    String path = reader.value("path", "", text -> text, text -> text);
    String format =
        reader
            .optional("s3_object_key_format", FORMAT, text -> text)
            .orElse(checked ? FORMAT : UNCHECKED_FORMAT);
    String slice = reader.optional("time_slice_format", "by timekey", S3Keys::slice).orElse("");
    ChunkKeys keys = environment.buffer().keys();
    String shown = slice.isEmpty() ? FileSection.letters(keys.time()) : slice;
    Naming naming =
        new Naming(
            key(format, path, keys.time().isNone() ? "" : shown, environment.extension()),
            reader.integer("hex_random_length", 4, 4, 16),
            reader.value("index_format", "%d", S3Keys::index, text -> text),
            overwrite
                ? KeyConflict.OVERWRITE
                : checked ? KeyConflict.NEXT_INDEX : KeyConflict.RARE);
    check(reader, naming, format);
    return naming;
  }

  private static String key(String format, String path, String slice, String extension) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("%{path}", path);
    values.put("%{time_slice}", slice);
    values.put("%{date_slice}", slice);
    values.put("%{file_extension}", extension);
    values.put("%{hostname}", HostName.read());
    values.put("%{index}", String.valueOf(Mark.INDEX));
    values.put("%{hex_random}", String.valueOf(Mark.HEX_RANDOM));
    values.put("%{uuid_flush}", String.valueOf(Mark.UUID));
    values.put("%{hms_slice}", String.valueOf(Mark.TIME_OF_DAY));
    values.put("${chunk_id}", String.valueOf(Mark.CHUNK_ID));
    String key = format;
    for (Map.Entry<String, String> value : values.entrySet()) {
      key = key.replace(value.getKey(), value.getValue());
    }
    return key;
  }

  private static void check(SectionReader reader, Naming naming, String format) {
    String key = naming.key();
    if (key.contains("%{")) {
      reader.report(
          reader.placeOf("s3_object_key_format"),
          Remedy.CORRECT,
          "the key of objects, '"
              + format
              + "' with path: expected %{path}, %{time_slice}, %{index}, %{hex_random},"
              + " %{uuid_flush}, %{hms_slice}, %{hostname} or %{file_extension}");
    }
    boolean unique =
        List.of(Mark.INDEX, Mark.HEX_RANDOM, Mark.UUID, Mark.CHUNK_ID).stream()
            .anyMatch(mark -> key.indexOf(mark) >= 0);
    if (!unique && naming.conflict() == KeyConflict.NEXT_INDEX) {
      reader.report(
          reader.placeOf("s3_object_key_format"),
          Remedy.CORRECT,
          "s3_object_key_format gives different chunks one key: add %{index} or ${chunk_id}");
    }
  }

  private static String index(String text) {
    Matcher index = INDEX.matcher(text);
    if (!index.matches()) {
      throw new IllegalArgumentException(
          "expected d, x or X after a percent sign, with or without a width such as 04");
    }
    boolean hasWidth = index.group(1) != null && !index.group(1).isEmpty();
    return hasWidth && Integer.parseInt(index.group(1)) > 0 ? text : "%" + index.group(2);
  }

  /** Checks a pattern of times in names. */
  static String slice(String text) {
    return new TimePattern(text, ZoneOffset.UTC).toString();
  }
}
