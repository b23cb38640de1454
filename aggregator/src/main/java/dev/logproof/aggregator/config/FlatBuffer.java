package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Buffer parameters written in {@code <match>} itself, with the names of Fluentd before 0.14 or of
 * today. As in Fluentd's compat_parameters helper, they apply only without {@code <buffer>}.
 * Stateless.
 */
final class FlatBuffer {
  private static final Map<String, String> NAMES = names();
  private static final Map<String, String> TIME_SLICED =
      Map.of(
          "time_slice_wait", "timekey_wait",
          "timezone", "timekey_zone",
          "utc", "timekey_use_utc");
  private static final String SLICE = "time_slice_format";

  private FlatBuffer() {}

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("buffer_type", "@type");
    names.put("buffer_path", "path");
    names.put("buffer_chunk_limit", "chunk_limit_size");
    names.put("buffer_queue_limit", "queue_limit_length");
    names.put("buffer_queue_full_action", "overflow_action");
    names.put("num_threads", "flush_thread_count");
    names.put("try_flush_interval", "flush_thread_interval");
    names.put("queued_chunk_flush_interval", "flush_thread_burst_interval");
    names.put("disable_retry_limit", "retry_forever");
    names.put("retry_limit", "retry_max_times");
    names.put("max_retry_wait", "retry_max_interval");
    for (String same :
        List.of(
            "flush_interval",
            "flush_mode",
            "flush_at_shutdown",
            "flush_thread_count",
            "flush_thread_interval",
            "flush_thread_burst_interval",
            "chunk_limit_size",
            "total_limit_size",
            "queue_limit_length",
            "overflow_action",
            "compress",
            "retry_forever",
            "retry_timeout",
            "retry_max_times",
            "retry_type",
            "retry_wait",
            "retry_exponential_backoff_base",
            "retry_max_interval",
            "retry_randomize")) {
      names.put(same, same);
    }
    return names;
  }

  /**
   * Returns the section that the parameters stand for; {@code given} when it is there.
   *
   * @param timeSliced whether the chunk key is time without {@code <buffer>}
   */
  static Section section(SectionReader match, List<Section> given, boolean timeSliced) {
    List<Parameter> taken = new ArrayList<>();
    NAMES.forEach((flat, name) -> match.flat(flat, "in <buffer>: " + name).ifPresent(taken::add));
    if (timeSliced) {
      TIME_SLICED.keySet().stream()
          .filter(match::has)
          .sorted()
          .forEach(
              flat ->
                  match.flat(flat, "in <buffer>: " + TIME_SLICED.get(flat)).ifPresent(taken::add));
    }
    taken.sort(Comparator.comparing(written -> written.place().line()));
    if (!given.isEmpty()) {
      taken.forEach(
          written ->
              match.warn(
                  written.place(),
                  written.name()
                      + " has no effect beside <buffer>: write it there, as "
                      + nameOf(written)));
      return given.get(0);
    }
    List<Parameter> renamed = new ArrayList<>(taken.stream().map(FlatBuffer::rename).toList());
    if (timeSliced) {
      match
          .written(SLICE)
          .flatMap(FlatBuffer::timekey)
          .ifPresent(key -> renamed.add(new Parameter("timekey", key, match.placeOf(SLICE))));
    }
    if (!renamed.isEmpty()) {
      match.warn(
          renamed.get(0).place(), "buffer settings without <buffer>: write " + text(renamed));
    }
    return new Section("buffer", "", match.place(), renamed, List.of());
  }

  /** As in Fluentd, the finest letter is the length of a slice. */
  private static Optional<String> timekey(String format) {
    if (format.contains("%S")) {
      return Optional.of("1s");
    } else if (format.contains("%M")) {
      return Optional.of("1m");
    } else if (format.contains("%H")) {
      return Optional.of("1h");
    }
    return format.contains("%d") ? Optional.of("1d") : Optional.empty();
  }

  private static String nameOf(Parameter flat) {
    return NAMES.getOrDefault(flat.name(), TIME_SLICED.getOrDefault(flat.name(), flat.name()));
  }

  private static String text(List<Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> (parameter.name() + " " + parameter.value()).strip())
        .collect(Collectors.joining("; ", "<buffer> ", " </buffer>"));
  }

  private static Parameter rename(Parameter flat) {
    boolean exception =
        flat.name().equals("buffer_queue_full_action") && flat.value().equals("exception");
    return new Parameter(nameOf(flat), exception ? "throw_exception" : flat.value(), flat.place());
  }
}
