package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.clients.HostileClients;
import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hostile clients, which must not affect others. */
final class ClientFaults {
  private static final int LOAD_SECONDS = 3;
  private static final int CROWD = 200;
  private static final int SOME = 20;

  /** Each occupies an event loop until it is rejected. */
  private static final int BOMBS = 20;

  private ClientFaults() {}

  /** An attack. */
  private interface Attack {
    void on(AggregatorTask task, RunningProgram load) throws IOException, InterruptedException;
  }

  static List<FaultCase> all() {
    return List.of(
        attack("200-resets", Clients.NONE, ClientFaults::resets),
        attack("slow-loris", Clients.NONE, ClientFaults::slowLoris),
        attack("garbage", Clients.NONE, ClientFaults::garbage),
        attack(
            "frame-of-1-gib", Clients.NONE, repeated(SOME, "bad frame", HostileClients::hugeFrame)),
        attack(
            "gzip-bomb",
            Clients.WITHOUT_ACKS,
            repeated(BOMBS, "bad frame", () -> HostileClients.gzipBomb(1024))),
        attack(
            "deep-nesting",
            Clients.NONE,
            repeated(SOME, "nested too deep", () -> HostileClients.deepNesting(1 << 20))));
  }

  private static FaultCase attack(String name, Clients byDefault, Attack attack) {
    return new FaultCase(
        name,
        byDefault,
        run -> {
          AggregatorTask task = run.startTask();
          RunningProgram load = run.startLoad(LOAD_SECONDS);
          attack.on(task, load);
          run.awaitLoad();
          assertThat(task.program().process().isAlive()).isTrue();
          run.stop(task);
          return Expectation.duplicates(0);
        });
  }

  /** Bytes to send. */
  private interface Payload {
    byte[] bytes() throws IOException;
  }

  private static Attack repeated(int clientCount, String warning, Payload payload) {
    return (task, load) -> {
      byte[] bytes = payload.bytes();
      try (HostileClients clients = new HostileClients(task, clientCount)) {
        clients.send(bytes);
        load.awaitEnd(FaultRun.TIME_LIMIT);
      }
      Waits.await(FaultRun.TIME_LIMIT)
          .untilAsserted(() -> assertThat(task.program().stderr()).contains(warning));
    };
  }

  private static void resets(AggregatorTask task, RunningProgram load) throws IOException {
    while (load.process().isAlive()) {
      try (HostileClients clients = new HostileClients(task, CROWD)) {
        clients.send(HostileClients.halfMessage());
        clients.reset();
      }
    }
  }

  private static void slowLoris(AggregatorTask task, RunningProgram load)
      throws IOException, InterruptedException {
    try (HostileClients clients = new HostileClients(task, CROWD)) {
      clients.send(HostileClients.halfMessage());
      while (!load.process().waitFor(100, TimeUnit.MILLISECONDS)) {
        clients.send(new byte[1]);
      }
    }
  }

  private static void garbage(AggregatorTask task, RunningProgram load) throws IOException {
    for (long seed = 0; load.process().isAlive(); seed++) {
      try (HostileClients clients = new HostileClients(task, SOME)) {
        clients.sendGarbage(seed, 1 << 12);
      }
    }
  }
}
