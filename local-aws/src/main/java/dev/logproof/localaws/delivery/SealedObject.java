package dev.logproof.localaws.delivery;

import java.io.InputStream;

/** An object ready for S3. Immutable. */
public final class SealedObject {
  private final String bucket;
  private final String key;
  private final long records;
  private final long rawBytes;
  private final Segments content;

  SealedObject(String bucket, String key, long records, long rawBytes, Segments content) {
    this.bucket = bucket;
    this.key = key;
    this.records = records;
    this.rawBytes = rawBytes;
    this.content = content;
  }

  /** Target bucket. */
  public String bucket() {
    return bucket;
  }

  /** Returns the key. */
  public String key() {
    return key;
  }

  /** Number of records. */
  public long records() {
    return records;
  }

  /** Returns the bytes before compression. */
  public long rawBytes() {
    return rawBytes;
  }

  /** Bytes to store. */
  public long contentBytes() {
    return content.length();
  }

  /** Opens the content. */
  public InputStream newInputStream() {
    return content.newInputStream();
  }
}
