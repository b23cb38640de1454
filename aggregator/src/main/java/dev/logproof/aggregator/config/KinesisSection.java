package dev.logproof.aggregator.config;

import java.util.regex.Pattern;

/** Reads {@code <match>} of type kinesis_streams. Stateless. */
final class KinesisSection {
  private static final String NAME = "stream_name";
  private static final Pattern PATH = Pattern.compile("[a-zA-Z0-9_./-]{1,256}");
  private static final String KEEP_ORDER = "keep_order";

  private KinesisSection() {}

  static StreamOutput read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    StreamSection section = StreamSection.begin(reader, "Kinesis", UnsupportedParameters.KINESIS);
    reader.explain(
        "append_new_line",
        "only kinesis_firehose has it: records end as <format> says, with a line feed unless"
            + " chomp_record is true or data_key is set");
    String region = section.region();
    String stream =
        section.name(
            NAME,
            name -> StreamRecords.Kinesis.STREAM_NAMES.test(name) || isPath(reader, name),
            "the name of a stream: 1 to 128 letters, digits, _ . or -");
    String partitionKey =
        reader
            .optional("partition_key", "none: a random key per record", FormatSection::field)
            .orElse("");
    String dataKey = section.dataKey();
    boolean chompRecord = reader.flag("chomp_record", false);
    RecordFormat format = section.format(dataKey);
    BufferConfig buffer = BufferSection.read(plugin, log);
    section.checkPlaceholders(NAME, stream, buffer.keys());
    boolean keepOrder = keepOrder(reader, !partitionKey.isEmpty());
    BufferConfig ordered = keepOrder ? oneThread(reader, buffer) : buffer;
    AwsAccess access = section.access("AWS_ENDPOINT_URL_KINESIS");
    StreamOutput output =
        new StreamOutput(
            plugin.id(),
            new StreamAddress(region, stream, access),
            new RecordContent(dataKey, chompRecord, format),
            new StreamRecords.Kinesis(partitionKey, keepOrder),
            ordered,
            InjectSection.read(reader, !dataKey.isEmpty()));
    section.finish();
    return output;
  }

  /** Services with the API of Kinesis have names of their own, such as /region/database/stream. */
  private static boolean isPath(SectionReader reader, String name) {
    return reader.has("endpoint") && PATH.matcher(name).matches();
  }

  /** Random keys have no order. */
  private static boolean keepOrder(SectionReader reader, boolean hasKey) {
    boolean keepOrder = reader.flag(KEEP_ORDER, hasKey);
    if (keepOrder && !hasKey) {
      reader.report(
          reader.placeOf(KEEP_ORDER),
          Remedy.CORRECT,
          "keep_order needs partition_key: records with random keys have no order");
    }
    return keepOrder;
  }

  /** Requests in flight together could overtake each other. */
  private static BufferConfig oneThread(SectionReader reader, BufferConfig buffer) {
    if (buffer.flushThreadCount() == 1) {
      return buffer;
    }
    reader.warn(
        reader.place(),
        "flush_thread_count "
            + buffer.flushThreadCount()
            + " has no effect: keep_order sends one request at a time; with keep_order false,"
            + " records of a partition key may change their order");
    return buffer.withOneThread();
  }
}
