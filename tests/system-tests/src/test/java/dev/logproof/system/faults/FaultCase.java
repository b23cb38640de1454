package dev.logproof.system.faults;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * A named fault scenario.
 *
 * @param byDefault clients in every build
 */
record FaultCase(String name, Clients byDefault, Script script) {
  /** Clients of a scenario. */
  enum Clients {
    /** Runs only when requested. */
    NONE,
    WITHOUT_ACKS,
    WITH_ACKS;

    boolean include(boolean acks) {
      return this == (acks ? WITH_ACKS : WITHOUT_ACKS);
    }
  }

  /** Actions of a scenario. */
  interface Script {
    FaultOutcome.Expectation play(FaultRun run) throws IOException, InterruptedException;
  }

  static Stream<FaultCase> all() {
    return Stream.of(
            FirehoseFaults.all().stream(),
            OutputFaults.all().stream(),
            RelayFaults.all().stream(),
            ObjectFaults.all().stream(),
            BufferFaults.all().stream(),
            StopFaults.all().stream(),
            StopsInFaults.all().stream(),
            KillFaults.all().stream(),
            MachineFaults.all().stream(),
            ClientFaults.all().stream())
        .flatMap(cases -> cases);
  }
}
