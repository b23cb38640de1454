package dev.logproof.aggregator.explain;

import dev.logproof.aggregator.config.ChunkKeys;
import dev.logproof.aggregator.config.FileOutput;
import dev.logproof.aggregator.config.ForwardOutput;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.RewriteOutput;
import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.config.StdoutOutput;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.explain.Explanation.Delivery;
import dev.logproof.aggregator.naming.ChunkValues;
import dev.logproof.aggregator.transcode.FieldText;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names where outputs send an event. Stateless. */
final class Destinations {
  private Destinations() {}

  static String type(StreamOutput output) {
    return output.records() instanceof StreamRecords.Kinesis
        ? "kinesis_streams"
        : "kinesis_firehose";
  }

  /** Returns what an output other than to a stream gets; {@code json} is "" without a record. */
  static Delivery of(OutputConfig output, String tag, String json) {
    if (output instanceof StdoutOutput stdout) {
      String head = json.isEmpty() || !stdout.isHeaded() ? "" : tag + ": ";
      return new Delivery(output.id(), "stdout", "", head + json);
    } else if (output instanceof FileOutput file) {
      return new Delivery(output.id(), "file", file.path(), json);
    } else if (output instanceof S3Output s3) {
      return new Delivery(output.id(), "s3", s3.bucket(), json);
    } else if (output instanceof ForwardOutput forward) {
      String servers =
          forward.servers().stream()
              .map(server -> server.host() + ":" + server.port())
              .collect(Collectors.joining(","));
      return new Delivery(output.id(), "forward", servers, json);
    }
    return new Delivery(output.id(), "null", "", "");
  }

  /** Returns the tags that an output may give, as they are written. */
  static Delivery anyTagOf(RewriteOutput output) {
    String tags =
        output.rules().stream()
            .map(rule -> rule.to().template())
            .distinct()
            .collect(Collectors.joining(", "));
    return new Delivery(output.id(), Explanation.NEW_TAG, "", tags);
  }

  /** Returns the name of the stream; empty if the event has no value for a placeholder. */
  static Optional<String> stream(
      StreamOutput output, String tag, long epochSeconds, ByteBuf event) {
    ChunkKeys keys = output.buffer().keys();
    Map<String, String> fields = new HashMap<>();
    keys.fields()
        .forEach(
            field ->
                new FieldText(field.path())
                    .read(event, 0, event.writerIndex())
                    .ifPresent(text -> fields.put(field.written(), text)));
    return output
        .streamTemplate()
        .resolve(new ChunkValues(tag, keys.time().sliceOf(epochSeconds), fields));
  }
}
