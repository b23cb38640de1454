package dev.logproof.fuzz;

/** Target that hangs for certain inputs. */
public final class PlantedHang {
  private PlantedHang() {}

  /** Fuzzer entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    while (input.length > 2) {
      Thread.onSpinWait();
    }
  }
}
