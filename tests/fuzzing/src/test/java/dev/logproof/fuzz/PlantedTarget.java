package dev.logproof.fuzz;

/** Target that fails for certain inputs. */
public final class PlantedTarget {
  private PlantedTarget() {}

  /** Fuzzer entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 2 && input[0] == 'B' && input[1] == 'U' && input[2] == 'G') {
      throw new IllegalStateException("planted");
    }
  }
}
