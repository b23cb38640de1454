package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code <system>}: all but {@code workers} concerns Fluentd's own process. Stateless. */
final class SystemSection {
  private static final int MAX_WORKERS = 256;
  private static final String LOG =
      "the aggregator logs to standard error; see --verbose and --quiet";
  private static final String PROCESS = "it concerns the process of Fluentd only";

  private static final Map<String, String> WITHOUT_EFFECT =
      Stream.of(
              Map.entry("@log_level", LOG),
              Map.entry("suppress_repeated_stacktrace", LOG),
              Map.entry("ignore_repeated_log_interval", LOG),
              Map.entry("ignore_same_log_interval", LOG),
              Map.entry("emit_error_log_interval", LOG),
              Map.entry("suppress_config_dump", LOG),
              Map.entry("log_event_verbose", LOG),
              Map.entry("rpc_endpoint", PROCESS),
              Map.entry("enable_get_dump", PROCESS),
              Map.entry("process_name", PROCESS),
              Map.entry("enable_msgpack_time_support", PROCESS),
              Map.entry("file_permission", "files are readable by their owner only"),
              Map.entry("dir_permission", "directories are readable by their owner only"),
              Map.entry("strict_config_value", "values are always read strictly"),
              Map.entry("restart_worker_interval", "there is one process; workers are its threads"),
              Map.entry("root_dir", "buffers without path are in --spool-dir"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private SystemSection() {}

  /** Returns the number of workers. */
  static int read(SectionReader topLevel) {
    Section section =
        topLevel
            .section("system")
            .orElseGet(() -> new Section("system", "", topLevel.place(), List.of(), List.of()));
    SectionReader reader = new SectionReader(section, "<system>", "system", topLevel.log());
    int workers = reader.integer("workers", 1, 1, MAX_WORKERS);
    reader.explain(WITHOUT_EFFECT);
    for (Section log : reader.sections("log")) {
      reader.warn(log.place(), "<log> has no effect: " + LOG);
    }
    reader.finish(Map.of(), "<log>");
    return workers;
  }
}
