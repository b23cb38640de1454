package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code <buffer>}. Defaults are Fluentd's, except those that lose events: here retries never
 * give up, and a full buffer blocks clients. File chunks default to the size of memory chunks,
 * because they fill in memory. Not thread-safe.
 */
final class BufferSection {
  /** Default of the kinesis_firehose plugin; Fluentd's 1 s applies to chunks. */
  private static final long RETRY_WAIT_MILLIS = 300;

  private static final long DAY_MILLIS = 86_400_000;
  private static final long MAX_CHUNK_BYTES = 256L << 20;
  private static final long MAX_CONFIGURED_BYTES = 1L << 40;
  private static final long MAX_TOTAL_BYTES = 1L << 40;
  private static final long DEFAULT_TOTAL_BYTES = 512L << 20;
  private static final long DEFAULT_FILE_TOTAL_BYTES = 64L << 30;
  private static final long DEFAULT_RETRY_MAX_MILLIS = 30_000;
  private static final long DEFAULT_RETRY_TIMEOUT_MILLIS = 72 * 3_600_000L;
  private static final String RETRY_FOREVER = "retry_forever is true";
  private static final String EVENT_DRIVEN =
      "chunks are sent when full or when flush_interval has passed, without polling";

  private final SectionReader reader;
  private final boolean isOnDiskByDefault;

  private BufferSection(SectionReader reader, boolean isOnDiskByDefault) {
    this.reader = reader;
    this.isOnDiskByDefault = isOnDiskByDefault;
  }

  static BufferConfig read(PluginSection output, ReadLog log) {
    return read(output, log, "", 0);
  }

  /** Reads a buffer whose default chunk keys are {@code keys}, with a default of timekey. */
  static BufferConfig read(
      PluginSection output, ReadLog log, String defaultKeys, long defaultTimekeySeconds) {
    SectionReader outer = output.reader();
    Section section =
        FlatBuffer.section(
            outer, outer.section("buffer").stream().toList(), defaultKeys.equals("time"));
    SectionReader reader =
        new SectionReader(
            section, "<buffer> of " + outer.shown(), outer.title() + " <buffer>", log);
    BufferSection buffer = new BufferSection(reader, output.type().equals("file"));
    buffer.checkFixed();
    SecondaryConfig secondary = SecondarySection.read(outer);
    String given = section.argument().isBlank() ? defaultKeys : section.argument();
    ChunkKeys keys = ChunkKeySettings.read(reader, given, defaultTimekeySeconds);
    BufferConfig config = buffer.config(keys, secondary);
    reader.finish(Map.of(), "none");
    return config;
  }

  private void checkFixed() {
    reader.refuse(UnsupportedParameters.BUFFER);
    reader.explain("flush_at_shutdown", "buffers are always flushed when the task stops");
    reader.explain("path_suffix", "files have names of their own in the directory of path");
    reader.explain("disable_chunk_backup", "what can never be delivered is in --dead-letter-dir");
    reader.explain("queued_chunks_limit_size", "total_limit_size limits all chunks");
    compress();
    fluentdDefaults();
    reader.explain("flush_thread_interval", EVENT_DRIVEN);
    reader.explain("flush_thread_burst_interval", EVENT_DRIVEN);
    reader.explain("chunk_full_threshold", "a chunk is sealed when the next record does not fit");
    reader.explain("delayed_commit_timeout", "a chunk is committed when Firehose has responded");
  }

  /** Fluentd decompresses chunks before the plugin sends them. */
  private void compress() {
    String why = "chunks are kept uncompressed";
    if (reader.written("compress").filter("gzip"::equals).isPresent()) {
      reader.explain("compress", why);
    } else {
      reader.only("compress", "text", why);
    }
  }

  private void fluentdDefaults() {
    reader.fluentdDefault("overflow_action", "throw_exception");
    reader.fluentdDefault("retry_wait", "1s");
    reader.fluentdDefault("retry_max_interval", "none");
    reader.fluentdDefault("retry_timeout", "72h");
    reader.fluentdDefault("retry_forever", "false");
  }

  /**
   * As in Fluentd, the output file has a buffer on disk by default, and a {@code path} with a
   * pattern stands for its parent directory.
   */
  private BufferStorage storage() {
    boolean onDisk = reader.choice("@type", isOnDiskByDefault, types());
    if (!onDisk) {
      reader.explain("path", "the buffer is in memory");
      return BufferStorage.MEMORY;
    }
    return reader
        .optional("path", "--spool-dir", text -> Path.of(text).toString())
        .<BufferStorage>map(path -> new BufferStorage.InDirectory(directory(path)))
        .orElse(BufferStorage.TASK_SPOOL);
  }

  private static Path directory(String path) {
    Path given = Path.of(path);
    boolean pattern = given.getFileName() != null && given.getFileName().toString().contains("*");
    Path parent = given.getParent();
    return pattern ? (parent == null ? Path.of("") : parent) : given;
  }

  private BufferConfig config(ChunkKeys keys, SecondaryConfig secondary) {
    FlushMode mode = ChunkKeySettings.flushMode(reader, keys);
    BufferStorage storage = storage();
    boolean onDisk = storage.isOnDisk();
    long flushIntervalMillis = flushIntervalMillis(mode);
    if (onDisk) {
      reader.fluentdDefault("chunk_limit_size", "256m");
    }
    long chunkBytes = chunkBytes();
    long totalBytes = totalBytes(chunkBytes, onDisk);
    int threads = reader.integer("flush_thread_count", 1, 1, 1024);
    OverflowAction overflow =
        reader.choice("overflow_action", OverflowAction.BLOCK, overflowActions());
    long retryWaitMillis = reader.millis("retry_wait", RETRY_WAIT_MILLIS, 1, DAY_MILLIS);
    return new BufferConfig(
        flushIntervalMillis,
        (int) chunkBytes,
        totalBytes,
        storage,
        threads,
        overflow,
        retryWaitMillis,
        backoffBase(),
        retryMaxIntervalMillis(retryWaitMillis),
        reader.flag("retry_randomize", true),
        retryLimit(secondary),
        mode,
        keys,
        secondary);
  }

  private long flushIntervalMillis(FlushMode mode) {
    if (mode == FlushMode.INTERVAL) {
      return Math.max(1, reader.millis("flush_interval", 60_000, 0, DAY_MILLIS));
    }
    reader.explain("flush_interval", "flush_mode is not interval");
    return 1;
  }

  /** The default is no larger than an explicit total. */
  private long chunkBytes() {
    long byDefault = 8L << 20;
    Optional<Long> total = reader.written("total_limit_size").flatMap(BufferSection::size);
    long fitting = total.map(limit -> Math.max(1024, Math.min(limit, byDefault))).orElse(byDefault);
    long bytes = reader.bytes("chunk_limit_size", fitting, 1024, MAX_CONFIGURED_BYTES);
    if (bytes > MAX_CHUNK_BYTES) {
      reader.warn(
          reader.placeOf("chunk_limit_size"),
          "chunk_limit_size is " + bytes + " bytes: chunks are full at " + MAX_CHUNK_BYTES);
    }
    return Math.min(bytes, MAX_CHUNK_BYTES);
  }

  private static Optional<Long> size(String text) {
    try {
      return Optional.of(Values.bytes(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As in Fluentd, {@code queue_limit_length} goes before {@code total_limit_size}. */
  private long totalBytes(long chunkBytes, boolean onDisk) {
    Optional<Integer> chunks =
        reader.optional(
            "queue_limit_length",
            "none: total_limit_size",
            text -> Values.integer(text, 1, 1_000_000));
    if (chunks.isPresent()) {
      reader.explain("total_limit_size", "queue_limit_length times chunk_limit_size applies");
      return Math.min(MAX_TOTAL_BYTES, chunks.get() * chunkBytes);
    }
    long totalBytes =
        reader.bytes(
            "total_limit_size",
            onDisk ? DEFAULT_FILE_TOTAL_BYTES : DEFAULT_TOTAL_BYTES,
            1024,
            MAX_TOTAL_BYTES);
    if (totalBytes < chunkBytes) {
      reader.report(
          reader.placeOf("total_limit_size"),
          Remedy.CORRECT,
          "total_limit_size ("
              + totalBytes
              + " bytes) is below chunk_limit_size ("
              + chunkBytes
              + " bytes)");
    }
    return totalBytes;
  }

  /**
   * Without {@code <secondary>}, only an explicit setting ends retries. With it, Fluentd's defaults
   * apply: its share of 72 hours.
   */
  private RetryLimit retryLimit(SecondaryConfig secondary) {
    double share =
        reader.value(
            "retry_secondary_threshold", 0.8, text -> Values.number(text, 0, 1), String::valueOf);
    boolean forever =
        reader.written("retry_forever").filter(text -> !text.matches("false|no")).isPresent();
    RetryLimit limit = retryLimit();
    if (secondary.equals(SecondaryConfig.NONE)) {
      return limit;
    }
    if (forever) {
      reader.warn(reader.place(), "<secondary> has no effect: retry_forever is true");
      return limit;
    }
    long millis =
        limit.timeoutMillis() == Long.MAX_VALUE
            ? DEFAULT_RETRY_TIMEOUT_MILLIS
            : limit.timeoutMillis();
    return new RetryLimit(limit.maxTimes(), (long) (millis * share));
  }

  private RetryLimit retryLimit() {
    Optional<Boolean> forever = reader.optional("retry_forever", "unless limited", Values::flag);
    if (forever.orElse(false)) {
      reader.explain("retry_timeout", RETRY_FOREVER);
      reader.explain("retry_max_times", RETRY_FOREVER);
      return RetryLimit.NONE;
    }
    Optional<Long> timeoutMillis = reader.optional("retry_timeout", "none", Values::millis);
    Optional<Integer> times =
        reader.optional(
            "retry_max_times", "none", text -> Values.integer(text, 1, Integer.MAX_VALUE));
    if (forever.isPresent() && timeoutMillis.isEmpty() && times.isEmpty()) {
      return new RetryLimit(RetryLimit.NONE.maxTimes(), DEFAULT_RETRY_TIMEOUT_MILLIS);
    }
    return new RetryLimit(
        times.orElse(RetryLimit.NONE.maxTimes()),
        timeoutMillis.orElse(RetryLimit.NONE.timeoutMillis()));
  }

  private double backoffBase() {
    boolean exponential =
        reader.choice("retry_type", true, choices("exponential_backoff", true, "periodic", false));
    if (!exponential) {
      reader.explain("retry_exponential_backoff_base", "retry_type is periodic");
      return 1;
    }
    return reader.value(
        "retry_exponential_backoff_base",
        2.0,
        text -> Values.number(text, 1, 100),
        String::valueOf);
  }

  private long retryMaxIntervalMillis(long retryWaitMillis) {
    long byDefault = Math.max(DEFAULT_RETRY_MAX_MILLIS, retryWaitMillis);
    long millis = reader.millis("retry_max_interval", byDefault, 1, DAY_MILLIS);
    if (millis < retryWaitMillis) {
      reader.report(
          reader.placeOf("retry_max_interval"),
          Remedy.CORRECT,
          "retry_max_interval ("
              + millis
              + " ms) is below retry_wait ("
              + retryWaitMillis
              + " ms)");
    }
    return millis;
  }

  private static Map<String, OverflowAction> overflowActions() {
    Map<String, OverflowAction> choices = new LinkedHashMap<>();
    choices.put("block", OverflowAction.BLOCK);
    choices.put("throw_exception", OverflowAction.THROW_EXCEPTION);
    choices.put("drop_oldest_chunk", OverflowAction.DROP_OLDEST_CHUNK);
    return choices;
  }

  private static Map<String, Boolean> types() {
    Map<String, Boolean> types = choices("memory", false, "file", true);
    types.put("file_single", true);
    return types;
  }

  static <T> Map<String, T> choices(String first, T a, String second, T b) {
    Map<String, T> choices = new LinkedHashMap<>();
    choices.put(first, a);
    choices.put(second, b);
    return choices;
  }
}
