package dev.logproof.localaws.delivery;

/**
 * Compression and end of the names of a stream's objects.
 *
 * @param fileExtension replaces the one of the compression, as {@code FileExtension} does
 */
public record ObjectFormat(Compression compression, String fileExtension) {
  /** Uses the compression's own extension. */
  public static ObjectFormat of(Compression compression) {
    return new ObjectFormat(compression, compression.suffix());
  }
}
