package dev.logproof.localaws.delivery;

import java.io.InputStream;

/** An object ready for S3. Immutable. */
public record SealedObject(String bucket, String key, BatchSize size, Segments content) {
  /** Bytes to store. */
  public long contentBytes() {
    return content.length();
  }

  /** Opens the content. */
  public InputStream newInputStream() {
    return content.newInputStream();
  }
}
