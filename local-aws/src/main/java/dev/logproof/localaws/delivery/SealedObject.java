package dev.logproof.localaws.delivery;

import java.io.InputStream;

/**
 * An object ready for S3. Immutable.
 *
 * @param rawBytes bytes before compression
 */
public record SealedObject(
    String bucket, String key, long records, long rawBytes, Segments content) {
  /** Bytes to store. */
  public long contentBytes() {
    return content.length();
  }

  /** Opens the content. */
  public InputStream newInputStream() {
    return content.newInputStream();
  }
}
