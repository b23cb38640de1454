package dev.logproof.system.faults;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * A named fault scenario.
 *
 * @param name name on the command line and in the table
 * @param byDefault clients that every build tests it with
 * @param script actions of the scenario
 */
record FaultCase(String name, Clients byDefault, Script script) {
  /** Clients of a scenario. */
  enum Clients {
    /** Runs only when requested. */
    NONE,
    /** Clients that consider a successful write final. */
    WITHOUT_ACKS,
    /** Clients that resend unacknowledged events. */
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
            BufferFaults.all().stream(),
            StopFaults.all().stream(),
            StopsInFaults.all().stream(),
            KillFaults.all().stream(),
            MachineFaults.all().stream(),
            ClientFaults.all().stream())
        .flatMap(cases -> cases);
  }
}
