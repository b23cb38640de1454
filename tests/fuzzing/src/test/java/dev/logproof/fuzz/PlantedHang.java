package dev.logproof.fuzz;

/** Target that hangs for certain inputs. */
public final class PlantedHang {
  private PlantedHang() {}

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    while (input.length > 2) {
      Thread.onSpinWait();
    }
  }
}
