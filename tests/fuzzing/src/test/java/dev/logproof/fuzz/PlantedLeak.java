package dev.logproof.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Target that leaks memory with every input. */
public final class PlantedLeak {
  private static final int KEPT_BYTES = 1 << 20;
  private static final List<byte[]> KEPT = new ArrayList<>();

  private PlantedLeak() {}

  /** Fuzzer entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] kept = new byte[KEPT_BYTES];
    System.arraycopy(input, 0, kept, 0, input.length);
    KEPT.add(kept);
  }
}
