package dev.logproof.commandline;

/** A number of bytes, written {@code 5MiB}. */
public record ByteSize(long bytes) {
  private static final String EXPECTED =
      "a size: expected a number and a unit (B, kB, MB, GB = powers of 1000; KiB, MiB, GiB ="
          + " powers of 1024), such as 5MiB";

  /**
   * Parses a size.
   *
   * @throws IllegalArgumentException for another form
   */
  public static ByteSize parse(String text) {
    Quantity parsed = Quantity.parse(text, EXPECTED);
    return new ByteSize((long) parsed.bytes(text, EXPECTED));
  }

  @Override
  public String toString() {
    return bytes + " B";
  }
}
