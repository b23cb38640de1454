package dev.logproof.record.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.logproof.record.tracer.SequenceRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Converts records to JSON and back. Ignores unknown fields, so that files of a newer minor version
 * stay readable. Thread-safe.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(rangesModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private Json() {}

  /** Returns one line, with line feed, of a JSON Lines file of {@code type}. */
  public static byte[] line(Object value, Class<?> type) throws IOException {
    return (MAPPER.writerFor(type).writeValueAsString(value) + "\n").getBytes(UTF_8);
  }

  /** Parses the value in {@code text}. */
  public static <T> T parse(String text, Class<T> type) throws IOException {
    return MAPPER.readValue(text, type);
  }

  /** Returns {@code value} on one line. */
  public static String compact(Object value) throws IOException {
    return MAPPER.writeValueAsString(value);
  }

  /** Reads the value in {@code path}; errors name the file. */
  public static <T> T read(Path path, Class<T> type) throws IOException {
    try {
      return MAPPER.readValue(Files.readAllBytes(path), type);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new IOException(path + ": not a " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /** Replaces the file atomically: a reader sees the old or the new content. */
  public static void replace(Path path, Object value) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Files.writeString(
        next, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static SimpleModule rangesModule() {
    SimpleModule module = new SimpleModule("sequence-ranges", Version.unknownVersion());
    module.addSerializer(new RangesWriter());
    module.addDeserializer(SequenceRanges.class, new RangesReader());
    return module;
  }

  /** Writes ranges as text. */
  private static final class RangesWriter extends StdSerializer<SequenceRanges> {
    private static final long serialVersionUID = 1L;

    RangesWriter() {
      super(SequenceRanges.class);
    }

    @Override
    public void serialize(SequenceRanges value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  /** Reads ranges from text. */
  private static final class RangesReader extends StdDeserializer<SequenceRanges> {
    private static final long serialVersionUID = 1L;

    RangesReader() {
      super(SequenceRanges.class);
    }

    @Override
    public SequenceRanges deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      try {
        return SequenceRanges.parse(in.getText());
      } catch (IllegalArgumentException e) {
        throw context.weirdStringException(in.getText(), SequenceRanges.class, e.getMessage());
      }
    }
  }
}
