package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;
import java.util.Optional;

/**
 * Delivery to streams of AWS, by name.
 *
 * @param records with the service of the stream
 */
public record StreamOutput(
    String id,
    StreamAddress address,
    RecordContent content,
    StreamRecords records,
    BufferConfig buffer,
    InjectConfig inject)
    implements OutputConfig {
  /** Returns the region; "" for the AWS SDK's standard chain. */
  public String region() {
    return address.region();
  }

  /** Returns the name of the stream, which may have placeholders. */
  public String streamName() {
    return address.name();
  }

  /** Returns how to reach AWS. */
  public AwsAccess access() {
    return address.access();
  }

  /** Returns this output for one of its streams. */
  public StreamOutput to(String stream) {
    return new StreamOutput(id, address.named(stream), content, records, buffer, inject);
  }

  /** Returns the name of the stream with its placeholders. */
  public NameTemplate streamTemplate() {
    return NameTemplate.parse(streamName(), buffer.keys().names());
  }

  @Override
  public Optional<BufferConfig> bufferIfAny() {
    return Optional.of(buffer);
  }
}
