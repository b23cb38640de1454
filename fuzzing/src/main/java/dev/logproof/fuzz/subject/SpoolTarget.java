package dev.logproof.fuzz.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.aggregator.spool.SpoolReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A spool file: whole entries are read and the rest is damage, whatever it is. Where the first byte
 * is odd the rest becomes one entry with a good checksum, so that what is behind that is tried too.
 */
public final class SpoolTarget {
  private static final byte[] MAGIC = "LPSPOOL1".getBytes(US_ASCII);
  private static final Path NAME = Path.of("fuzz.spool");

  private SpoolTarget() {}

  /** Called by the fuzzer with every input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    byte[] content = input[0] % 2 == 0 ? withoutFirst(input) : entry(input);
    long readBytes = 0;
    try (SpoolReader reader =
        SpoolReader.read(NAME, new ByteArrayInputStream(content), content.length)) {
      Optional<List<byte[]>> next = reader.next();
      while (next.isPresent()) {
        readBytes += next.get().stream().mapToLong(record -> record.length).sum();
        next = reader.next();
      }
      if (readBytes + reader.damagedBytes() > content.length || reader.damagedBytes() < 0) {
        throw new AssertionError(
            readBytes + " read and " + reader.damagedBytes() + " damaged of " + content.length);
      }
    } catch (IOException e) {
      if (!e.getMessage().contains("is not a spool file")) {
        throw new AssertionError("does not say why", e);
      }
    }
  }

  private static byte[] withoutFirst(byte[] input) {
    ByteBuffer all = ByteBuffer.allocate(input.length - 1);
    return all.put(input, 1, input.length - 1).array();
  }

  private static byte[] entry(byte[] input) {
    int bodyBytes = input.length - 1;
    CRC32C crc = new CRC32C();
    crc.update(input, 1, bodyBytes);
    ByteBuffer all = ByteBuffer.allocate(MAGIC.length + 2 * Integer.BYTES + bodyBytes);
    all.put(MAGIC).putInt(bodyBytes).putInt((int) crc.getValue());
    return all.put(input, 1, bodyBytes).array();
  }
}
