package dev.logproof.aggregator.naming;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name such as {@code logs-${tag[1]}-%Y%m%d}, with the placeholders of Fluentd's buffered
 * outputs: {@code ${tag}}, {@code ${tag[N]}}, chunk keys and strftime letters. Immutable.
 */
public final class NameTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)\\}");
  private static final Pattern TAG_PART = Pattern.compile("tag\\[(-?\\d{1,3})\\]");
  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9]");

  private final String text;
  private final List<Part> parts;

  /** A piece of a name. */
  private sealed interface Part {
    /** A fixed text. */
    record Text(String text) implements Part {}

    /** Strftime letters. */
    record Time(TimePattern pattern) implements Part {}

    /** The whole tag. */
    record Tag() implements Part {}

    /** A part of the tag; negative numbers count from its end. */
    record TagPart(int number) implements Part {}

    /** A chunk key that is a field of the record. */
    record Field(String key) implements Part {}
  }

  /**
   * The chunk keys of a buffer.
   *
   * @param time whether strftime letters are placeholders; without a time key they are text
   */
  public record Keys(boolean tag, boolean time, ZoneId zone, Set<String> fields) {
    /** Copies the set. */
    public Keys {
      fields = Set.copyOf(fields);
    }
  }

  private NameTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /** Returns whether {@code text} has a placeholder other than of time. */
  public static boolean hasPlaceholder(String text) {
    return text.contains("${");
  }

  /**
   * Reads {@code text}.
   *
   * @throws IllegalArgumentException if a placeholder is no chunk key
   */
  public static NameTemplate parse(String text, Keys keys) {
    List<Part> parts = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    int from = 0;
    while (placeholder.find()) {
      addText(parts, text.substring(from, placeholder.start()), keys);
      parts.add(part(placeholder.group(1), keys));
      from = placeholder.end();
    }
    addText(parts, text.substring(from), keys);
    return new NameTemplate(text, parts);
  }

  private static void addText(List<Part> parts, String text, Keys keys) {
    if (text.contains("${")) {
      throw new IllegalArgumentException("a placeholder is not closed: expected }");
    }
    if (keys.time() && TimePattern.isIn(text)) {
      parts.add(new Part.Time(new TimePattern(text, keys.zone())));
    } else if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
  }

  private static Part part(String name, Keys keys) {
    Matcher tagPart = TAG_PART.matcher(name);
    if (name.equals("tag") || tagPart.matches()) {
      require(keys.tag(), name, "tag");
      return name.equals("tag")
          ? new Part.Tag()
          : new Part.TagPart(Integer.parseInt(tagPart.group(1)));
    }
    if (name.equals("chunk_id")) {
      throw new IllegalArgumentException("${chunk_id} would be another name for every chunk");
    }
    require(keys.fields().contains(name), name, name);
    return new Part.Field(name);
  }

  private static void require(boolean given, String placeholder, String key) {
    if (!given) {
      throw new IllegalArgumentException(
          "${" + placeholder + "} needs the chunk key " + key + ": write <buffer " + key + ">");
    }
  }

  /** Returns whether the name never changes. */
  public boolean isConstant() {
    return parts.stream().allMatch(Part.Text.class::isInstance);
  }

  /** Returns the chunk keys of fields in the name. */
  public Set<String> fields() {
    return parts.stream()
        .filter(Part.Field.class::isInstance)
        .map(part -> ((Part.Field) part).key())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the name for a chunk; empty if a field is missing. */
  public Optional<String> resolve(ChunkValues values) {
    StringBuilder name = new StringBuilder();
    for (Part part : parts) {
      Optional<String> piece = piece(part, values);
      if (piece.isEmpty()) {
        return piece;
      }
      name.append(piece.get());
    }
    return Optional.of(name.toString());
  }

  private static Optional<String> piece(Part part, ChunkValues values) {
    if (part instanceof Part.Text fixed) {
      return Optional.of(fixed.text());
    } else if (part instanceof Part.Time time) {
      return Optional.of(time.pattern().format(values.epochSeconds()));
    } else if (part instanceof Part.TagPart tag) {
      String[] tagParts = values.tag().split("\\.", -1);
      int at = tag.number() < 0 ? tagParts.length + tag.number() : tag.number();
      return Optional.of(at >= 0 && at < tagParts.length ? tagParts[at] : "");
    } else if (part instanceof Part.Field field) {
      return Optional.ofNullable(values.fields().get(field.key()));
    }
    return Optional.of(values.tag());
  }

  /** Returns whether some chunk may have this name. */
  public boolean mayBe(String name) {
    String pattern =
        parts.stream()
            .map(
                part ->
                    part instanceof Part.Text fixed
                        ? UNUSUAL.matcher(fixed.text()).replaceAll("\\\\$0")
                        : ".+")
            .collect(Collectors.joining());
    return Pattern.matches(pattern, name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NameTemplate template && template.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
