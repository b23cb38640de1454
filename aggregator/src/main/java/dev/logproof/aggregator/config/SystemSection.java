package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import java.util.List;
import java.util.Map;

/** Reads {@code <system>}: all but {@code workers} concerns Fluentd's own process. Stateless. */
final class SystemSection {
  private static final int MAX_WORKERS = 256;
  private static final String LOG =
      "the aggregator logs to standard error; see --verbose and --quiet";
  private static final NoEffect WITHOUT_EFFECT =
      NoEffect.because(
              LOG,
              "@log_level",
              "suppress_repeated_stacktrace",
              "ignore_repeated_log_interval",
              "ignore_same_log_interval",
              "emit_error_log_interval",
              "suppress_config_dump",
              "log_event_verbose")
          .and(
              "it concerns the process of Fluentd only",
              "rpc_endpoint",
              "enable_get_dump",
              "process_name",
              "enable_msgpack_time_support")
          .and("files are readable by their owner only", "file_permission")
          .and("directories are readable by their owner only", "dir_permission")
          .and("values are always read strictly", "strict_config_value")
          .and("there is one process; workers are its threads", "restart_worker_interval")
          .and("buffers without path are in --spool-dir", "root_dir");

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
