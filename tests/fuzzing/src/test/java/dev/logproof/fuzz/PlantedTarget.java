package dev.logproof.fuzz;

/** Fails for certain inputs, as the fuzzer is to find out. */
public final class PlantedTarget {
  private PlantedTarget() {}

  /** Called by the fuzzer with every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 2 && input[0] == 'B' && input[1] == 'U' && input[2] == 'G') {
      throw new IllegalStateException("planted");
    }
  }
}
