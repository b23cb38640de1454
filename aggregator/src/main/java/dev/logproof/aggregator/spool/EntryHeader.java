package dev.logproof.aggregator.spool;

/**
 * The header of one entry. Immutable.
 *
 * @param offset at which it starts in the file
 * @param bodyBytes length of the body behind it
 * @param records in the body
 * @param bodyChecksum CRC32C of the body
 */
public record EntryHeader(long offset, int bodyBytes, int records, int bodyChecksum) {
  /** Returns where the body begins. */
  public long bodyOffset() {
    return offset + SpoolFormat.ENTRY_HEADER_BYTES;
  }

  /** Returns where the entry ends. */
  public long endOffset() {
    return bodyOffset() + bodyBytes;
  }

  /** Returns the bytes of the records alone. */
  public int contentBytes() {
    return bodyBytes - records * Integer.BYTES;
  }
}
