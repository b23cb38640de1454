package dev.logproof.fuzz;

/** Comes to no end for some inputs, as the fuzzer is to find out. */
public final class PlantedHang {
  private PlantedHang() {}

  /** Called by the fuzzer with every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    while (input.length > 2) {
      Thread.onSpinWait();
    }
  }
}
