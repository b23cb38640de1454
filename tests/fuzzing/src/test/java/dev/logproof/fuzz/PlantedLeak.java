package dev.logproof.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Keeps memory with every input, as the fuzzer is to find out. */
public final class PlantedLeak {
  private static final int KEPT_BYTES = 1 << 20;
  private static final List<byte[]> KEPT = new ArrayList<>();

  private PlantedLeak() {}

  /** Called by the fuzzer with every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] kept = new byte[KEPT_BYTES];
    System.arraycopy(input, 0, kept, 0, input.length);
    KEPT.add(kept);
  }
}
