package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Spool of one output: new files for its stream, files that earlier tasks left for that stream, and
 * the time that a stop needs to spool held events. Thread-safe.
 */
public final class OutputSpool {
  private final String outputId;
  private final StreamId stream;
  private final SpoolRoot root;
  private final StopReserve reserve;

  /** Bytes of chunks in delivery that are also on disk. */
  private final AtomicLong storedBytes = new AtomicLong();

  private final List<SpoolFileRef> toReplay = new ArrayList<>();
  private volatile LongSupplier heldBytes = () -> 0;

  OutputSpool(String outputId, StreamId stream, SpoolRoot root, StopReserve reserve) {
    this.outputId = outputId;
    this.stream = stream;
    this.root = root;
    this.reserve = reserve;
  }

  /** Returns the id of the output, for log messages. */
  public String outputId() {
    return outputId;
  }

  StreamId stream() {
    return stream;
  }

  SpoolRoot root() {
    return root;
  }

  Disk disk() {
    return root.disk();
  }

  AtomicLong storedBytes() {
    return storedBytes;
  }

  /** Sets the supplier of the bytes that the output holds, on disk or not. */
  public void watch(LongSupplier held) {
    heldBytes = held;
  }

  /** Returns the bytes that a stop would have to write now. */
  long unsavedBytes() {
    return Math.max(0, heldBytes.getAsLong() - storedBytes.get());
  }

  /**
   * Returns the time to reserve for spooling, in milliseconds.
   *
   * @param stopMillis duration of the whole stop
   */
  public long reserveMillis(long stopMillis) {
    return reserve.millis(stopMillis);
  }

  synchronized void replay(SpoolFileRef file) {
    toReplay.add(file);
  }

  /** Returns the files of earlier tasks that this output delivers. */
  synchronized List<SpoolFileRef> toReplay() {
    return List.copyOf(toReplay);
  }

  /** Creates an unpublished spool file. */
  SpoolWriter newFile() throws IOException {
    return root.create(stream);
  }

  /** Creates and publishes a WAL segment. */
  WalSegment newSegment() throws IOException {
    SpoolWriter writer = newFile();
    boolean published = false;
    try {
      writer.publish();
      published = true;
    } finally {
      if (!published) {
        writer.discard();
      }
    }
    return new WalSegment(
        writer, new SpoolFile(disk(), writer.path(), writer.identity(), storedBytes));
  }
}
