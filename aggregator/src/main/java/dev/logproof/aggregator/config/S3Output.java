package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;
import java.util.Optional;

/**
 * Delivery to objects in S3.
 *
 * @param region "" for the AWS SDK's standard chain
 * @param key with placeholders; the characters of {@link Mark} stand for what differs per object
 */
public record S3Output(
    String id,
    String bucket,
    String region,
    String key,
    Storage storage,
    int hexDigits,
    int indexDigits,
    LineFormat format,
    BufferConfig buffer,
    AwsAccess access)
    implements OutputConfig {
  /**
   * How objects are stored; "" for the service's default.
   *
   * @param overwrite replaces an object whose key is the same for every chunk
   */
  public record Storage(
      boolean gzip,
      String contentType,
      boolean pathStyle,
      boolean overwrite,
      String storageClass,
      String acl,
      String encryption,
      String kmsKeyId) {}

  /** Characters in a key that stand for a value of one object. */
  public static final class Mark {
    /** {@code %{index}}. */
    public static final char INDEX = '\ue000';

    /** {@code %{hex_random}}. */
    public static final char HEX_RANDOM = '\ue001';

    /** {@code %{uuid_flush}}. */
    public static final char UUID = '\ue002';

    /** {@code ${chunk_id}}. */
    public static final char CHUNK_ID = '\ue003';

    private Mark() {}
  }

  /** Returns the key with its placeholders. */
  public NameTemplate template() {
    return NameTemplate.parse(key, buffer.keys().names());
  }

  @Override
  public Optional<BufferConfig> bufferIfAny() {
    return Optional.of(buffer);
  }
}
