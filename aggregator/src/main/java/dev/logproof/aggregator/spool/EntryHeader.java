package dev.logproof.aggregator.spool;

/**
 * Header of one entry.
 *
 * @param offset start of the entry in the file
 * @param bodyChecksum CRC32C of the body
 */
public record EntryHeader(long offset, int bodyBytes, int records, int bodyChecksum) {
  /** Returns the start of the body. */
  public long bodyOffset() {
    return offset + SpoolFormat.ENTRY_HEADER_BYTES;
  }

  /** Returns the end of the entry. */
  public long endOffset() {
    return bodyOffset() + bodyBytes;
  }

  /** Returns the records' length without their sizes. */
  public int contentBytes() {
    return bodyBytes - records * Integer.BYTES;
  }
}
