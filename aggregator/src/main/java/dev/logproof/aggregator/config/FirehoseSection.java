package dev.logproof.aggregator.config;

/** Reads {@code <match>} of type kinesis_firehose. Stateless. */
final class FirehoseSection {
  private static final String NAME = "delivery_stream_name";

  private FirehoseSection() {}

  static StreamOutput read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    StreamSection section = StreamSection.begin(reader, "Firehose", UnsupportedParameters.FIREHOSE);
    String region = section.region();
    String stream =
        section.name(
            NAME,
            StreamRecords.Firehose.STREAM_NAMES,
            "the name of a delivery stream: 1 to 64 letters, digits, _ . or -");
    String dataKey = section.dataKey();
    boolean appendNewLine = reader.flag("append_new_line", true);
    boolean chompRecord = reader.flag("chomp_record", false);
    RecordFormat format = section.format(dataKey);
    boolean jsonLines = dataKey.isEmpty() && appendNewLine && format.isJson();
    BufferConfig buffer = BufferSection.read(plugin, log);
    section.checkPlaceholders(NAME, stream, buffer.keys());
    FirehosePacking packing = PackingParameters.read(reader, jsonLines);
    AwsAccess access = section.access("AWS_ENDPOINT_URL_FIREHOSE");
    StreamOutput output =
        new StreamOutput(
            plugin.id(),
            new StreamAddress(region, stream, access),
            new RecordContent(dataKey, chompRecord, format),
            new StreamRecords.Firehose(appendNewLine, packing),
            buffer,
            InjectSection.read(reader, !dataKey.isEmpty()));
    section.finish();
    return output;
  }
}
