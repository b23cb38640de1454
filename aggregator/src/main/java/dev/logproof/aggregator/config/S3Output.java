package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Delivery to objects in S3.
 *
 * @param region "" for the AWS SDK's standard chain
 */
public record S3Output(
    String id,
    String bucket,
    String region,
    Naming naming,
    Storage storage,
    LineFormat format,
    BufferConfig buffer,
    AwsAccess access)
    implements LineOutput {
  /**
   * Keys of objects.
   *
   * @param key with placeholders; the characters of {@link Mark} stand for what differs per object
   * @param indexFormat of {@code %{index}}, as {@link String#format} takes it
   */
  public record Naming(String key, int hexDigits, String indexFormat, KeyConflict conflict) {}

  /** Behaviour when another object has the key. */
  public enum KeyConflict {
    /** The next index is tried. Each key is looked up before the object is written. */
    NEXT_INDEX,
    /** Keys differ by themselves, and are looked up after a refusal alone. */
    RARE,
    /** The object is replaced. */
    OVERWRITE
  }

  /**
   * How objects are stored.
   *
   * @param zstdLevel used by zstd alone
   * @param headers of S3, such as that of the storage class
   */
  public record Storage(
      Compression compression,
      int zstdLevel,
      String contentType,
      Addressing addressing,
      Map<String, String> headers) {
    /** Start of the headers of a key of the customer. */
    static final String OWN_KEY = "x-amz-server-side-encryption-customer-";

    /** Copies the map. */
    public Storage {
      headers = Map.copyOf(headers);
    }

    /** Returns the headers that every request about an object needs: those of its key. */
    public Map<String, String> ownKey() {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().startsWith(OWN_KEY))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Hides the key. */
    @Override
    public String toString() {
      return "Storage[" + compression + ", " + contentType + ", " + headers.keySet() + "]";
    }
  }

  /** How the bucket is addressed. */
  public record Addressing(boolean pathStyle, boolean accelerated, boolean dualStack) {}

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

    /** {@code %{hms_slice}}. */
    public static final char TIME_OF_DAY = '\ue004';

    private Mark() {}
  }

  /** Returns the key with its placeholders. */
  public NameTemplate template() {
    return NameTemplate.parse(naming.key(), buffer.keys().names());
  }
}
