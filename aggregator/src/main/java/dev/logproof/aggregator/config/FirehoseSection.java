package dev.logproof.aggregator.config;

/** Reads {@code <match>} of type kinesis_firehose. Stateless. */
final class FirehoseSection {
  private static final String NAME = "delivery_stream_name";

  private FirehoseSection() {}

  static FirehoseOutput read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    StreamSection section = new StreamSection(reader, "Firehose");
    reader.refuse(UnsupportedParameters.FIREHOSE);
    section.withoutEffect();
    String region = section.region();
    String stream =
        section.name(
            NAME,
            FirehoseOutput::isStreamName,
            "the name of a delivery stream: 1 to 64 letters, digits, _ . or -");
    String dataKey = section.dataKey();
    boolean appendNewLine = reader.flag("append_new_line", true);
    boolean chompRecord = reader.flag("chomp_record", false);
    RecordFormat format = section.format(dataKey);
    boolean jsonLines = dataKey.isEmpty() && appendNewLine && format.isJson();
    BufferConfig buffer = BufferSection.read(plugin, log);
    section.checkPlaceholders(NAME, stream, buffer.keys());
    FirehoseOutput output =
        new FirehoseOutput(
            plugin.id(),
            region,
            stream,
            dataKey,
            chompRecord,
            appendNewLine,
            PackingParameters.read(reader, jsonLines),
            buffer,
            format,
            section.access("AWS_ENDPOINT_URL_FIREHOSE"),
            InjectSection.read(reader, !dataKey.isEmpty()));
    section.finish();
    return output;
  }
}
