package dev.logproof.aggregator.spool;

/**
 * Header of one entry. Immutable.
 *
 * @param offset start of the entry in the file
 * @param bodyBytes length of the body after the header
 * @param records number of records in the body
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

  /** Returns the length of the records without their sizes. */
  public int contentBytes() {
    return bodyBytes - records * Integer.BYTES;
  }
}
