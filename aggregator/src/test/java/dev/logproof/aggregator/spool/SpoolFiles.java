package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.NioDisk;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Inspects spool files and changes them as no task does. */
public final class SpoolFiles {
  private static final Disk DISK = new NioDisk();

  private SpoolFiles() {}

  /** Marks the first entry as delivered. */
  public static void ackFirst(Path file) throws IOException {
    FileIdentity identity = identity(file);
    try (AckedOffsets acked = new AckedOffsets(DISK, file, identity)) {
      acked.add(identity.headerBytes());
    }
  }

  /** Flips one bit at {@code offset}. */
  public static void flip(Path file, long offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) offset] ^= 0x10;
    Files.write(file, bytes);
  }

  static List<EntryHeader> entries(Path file) throws IOException {
    List<EntryHeader> headers = new ArrayList<>();
    try (SpoolReader reader = SpoolReader.open(DISK, file, identity(file))) {
      for (Optional<SpoolRegion> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (next.get() instanceof SpoolRegion.Entry entry) {
          headers.add(entry.header());
        }
      }
    }
    return headers;
  }

  /** Returns an offset in an entry's body. */
  public static long bodyOffset(Path file, int number) throws IOException {
    return entries(file).get(number).endOffset() - 1;
  }

  /** Returns an offset in an entry's header. */
  public static long headerOffset(Path file, int number) throws IOException {
    return entries(file).get(number).offset() + Long.BYTES;
  }

  /** Finds files below {@code root} by suffix. */
  public static List<Path> find(Path root, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** The caller releases the chunk. */
  public static Chunk chunk(List<String> texts) {
    return Chunk.of(
        UnpooledByteBufAllocator.DEFAULT,
        texts.stream().map(text -> text.getBytes(UTF_8)).toList());
  }

  static FileIdentity identity(Path file) throws IOException {
    return FileIdentity.ofHeader(SpoolReader.start(DISK, file)).orElseThrow();
  }
}
