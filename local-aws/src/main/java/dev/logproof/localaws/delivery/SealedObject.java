package dev.logproof.localaws.delivery;

import java.io.InputStream;

/** An object ready for S3; immutable. */
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

  /** Where it goes. */
  public String bucket() {
    return bucket;
  }

  /** Its name within the bucket. */
  public String key() {
    return key;
  }

  /** How many records it holds. */
  public long records() {
    return records;
  }

  /** Bytes of its records before compression. */
  public long rawBytes() {
    return rawBytes;
  }

  /** Bytes to be put. */
  public long contentBytes() {
    return content.length();
  }

  /** The bytes to be put, from their start. */
  public InputStream newInputStream() {
    return content.newInputStream();
  }
}
