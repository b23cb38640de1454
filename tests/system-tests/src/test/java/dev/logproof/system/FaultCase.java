package dev.logproof.system;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * A fault by its name.
 *
 * @param name on the command line and in the table
 * @param byDefault with which clients it is tried in every build
 * @param script what is done
 */
record FaultCase(String name, Clients byDefault, Script script) {
  /** Which clients. */
  enum Clients {
    /** Tried only when asked for. */
    NONE,
    /** Clients that take a write without an error for all there is. */
    WITHOUT_ACKS,
    /** Clients that send again what is not acknowledged. */
    WITH_ACKS;

    boolean include(boolean acks) {
      return this == (acks ? WITH_ACKS : WITHOUT_ACKS);
    }
  }

  /** What is done in a run. */
  interface Script {
    FaultOutcome.Expectation play(FaultRun run) throws IOException, InterruptedException;
  }

  /** All there are. */
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
