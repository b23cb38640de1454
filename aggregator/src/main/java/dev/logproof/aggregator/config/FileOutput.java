package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;

/**
 * Delivery to files, as Fluentd's out_file.
 *
 * @param path with placeholders; {@code **} stands for a number unless {@code append}
 */
public record FileOutput(
    String id, String path, boolean append, boolean gzip, LineFormat format, BufferConfig buffer)
    implements LineOutput {
  /** Returns the path with its placeholders. */
  public NameTemplate template() {
    return NameTemplate.parse(path, buffer.keys().names());
  }
}
