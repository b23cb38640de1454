package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Spool of one output: new files, files of earlier tasks for its stream, and the time to spool held
 * events at a stop. Thread-safe.
 */
public final class OutputSpool {
  private final String outputId;
  private final StreamId stream;
  private final SpoolRoot root;
  private final StopReserve reserve;

  private final AtomicLong storedBytes = new AtomicLong();

  private final List<SpoolFileRef> toReplay = new ArrayList<>();
  private volatile LongSupplier heldBytes = () -> 0;

  OutputSpool(String outputId, StreamId stream, SpoolRoot root, StopReserve reserve) {
    this.outputId = outputId;
    this.stream = stream;
    this.root = root;
    this.reserve = reserve;
  }

  /** Returns the output's id. */
  public String outputId() {
    return outputId;
  }

  StreamId stream() {
    return stream;
  }

  SpoolRoot root() {
    return root;
  }

  /** Sets the supplier of held bytes, on disk or not. */
  public void watch(LongSupplier held) {
    heldBytes = held;
  }

  AtomicLong storedBytes() {
    return storedBytes;
  }

  long unsavedBytes() {
    return Math.max(0, heldBytes.getAsLong() - storedBytes.get());
  }

  /** Returns the milliseconds to reserve for spooling. */
  public long reserveMillis(long stopMillis) {
    return reserve.millis(stopMillis);
  }

  synchronized void replay(SpoolFileRef file) {
    toReplay.add(file);
  }

  synchronized List<SpoolFileRef> toReplay() {
    return List.copyOf(toReplay);
  }

  Disk disk() {
    return root.disk();
  }

  SpoolWriter newFile() throws IOException {
    return root.create(stream);
  }

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
        writer,
        new SpoolFile(disk(), new SpoolFileRef(writer.path(), writer.identity()), storedBytes));
  }
}
