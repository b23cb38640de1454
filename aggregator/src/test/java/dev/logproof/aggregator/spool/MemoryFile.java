package dev.logproof.aggregator.spool;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A file's contents, as processes see them and as a power loss leaves them. Confined to the test's
 * thread.
 */
final class MemoryFile {
  private byte[] visible = new byte[0];
  private byte[] durable = new byte[0];

  /** Later syncs make nothing durable from this offset, since one failed. */
  private int droppedFrom = Integer.MAX_VALUE;

  byte[] visible() {
    return visible;
  }

  void append(byte[] bytes, int length) {
    int size = visible.length;
    visible = Arrays.copyOf(visible, size + length);
    System.arraycopy(bytes, 0, visible, size, length);
  }

  void replace(byte[] bytes) {
    visible = bytes.clone();
    durable = bytes.clone();
    droppedFrom = Integer.MAX_VALUE;
  }

  void truncate(long bytes) {
    if (bytes < visible.length) {
      visible = Arrays.copyOf(visible, (int) bytes);
    }
  }

  void sync() {
    durable = visible.clone();
    for (int at = droppedFrom; at < durable.length; at++) {
      durable[at] = 0;
    }
  }

  /** The system forgets that these bytes are not durable. */
  void syncFails() {
    if (visible.length > durable.length) {
      droppedFrom = Math.min(droppedFrom, durable.length);
    }
  }

  /** Keeps, cuts or zeroes unsynced bytes at random. */
  void losePower(RandomGenerator random) {
    int synced = durable.length;
    int kept = synced;
    if (visible.length > synced) {
      kept += random.nextInt(visible.length - synced + 1);
    } else if (visible.length < synced && random.nextBoolean()) {
      kept = visible.length;
    }
    byte[] after = Arrays.copyOf(durable, kept);
    boolean zeros = random.nextBoolean();
    for (int at = synced; at < kept; at++) {
      boolean lost = zeros && random.nextInt(3) > 0;
      after[at] = lost || at >= droppedFrom ? 0 : visible[at];
    }
    replace(after);
  }
}
