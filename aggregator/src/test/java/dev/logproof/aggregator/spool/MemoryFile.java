package dev.logproof.aggregator.spool;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Contents of one file: what processes see, and what a power loss leaves of it. Confined to the
 * thread of the test.
 */
final class MemoryFile {
  private byte[] visible = new byte[0];
  private byte[] durable = new byte[0];

  /** Bytes from here on are not made durable by a later sync, since an earlier one failed. */
  private int droppedFrom = Integer.MAX_VALUE;

  byte[] visible() {
    return visible;
  }

  void append(byte[] bytes, int length) {
    int size = visible.length;
    visible = Arrays.copyOf(visible, size + length);
    System.arraycopy(bytes, 0, visible, size, length);
  }

  /** Replaces the contents, on the disk as well. */
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

  /** A sync that failed: the system forgets that these bytes are not on the disk. */
  void syncFails() {
    if (visible.length > durable.length) {
      droppedFrom = Math.min(droppedFrom, durable.length);
    }
  }

  /** What was not synced is there, cut, or zeros, in any mixture. */
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
