package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.NioDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Creates spools for tests. */
public final class TestSpools {
  /** Stream of {@link #open}. */
  public static final StreamId STREAM = new StreamId("eu-west-1", "stream");

  private TestSpools() {}

  /** Creates spools with random, distinct names on the machine's disk. */
  public static Spools create(Ledger ledger) {
    return create(new NioDisk(), ledger);
  }

  /** Creates spools on {@code disk}. */
  public static Spools create(Disk disk, Ledger ledger) {
    return new Spools(disk, InstantSource.system(), new SplittableRandom(), ledger);
  }

  /** Opens one output in {@code root}. */
  public static OutputSpool open(Spools spools, Path root, boolean required) throws IOException {
    OutputSpool output = spools.register(root, "out", STREAM, required);
    spools.open();
    return output;
  }
}
