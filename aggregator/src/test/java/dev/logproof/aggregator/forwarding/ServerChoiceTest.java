package dev.logproof.aggregator.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.config.ForwardOutput.Login;
import dev.logproof.aggregator.config.ForwardOutput.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Servers share chunks by weight; those that fail are tried last until they recover. */
class ServerChoiceTest {
  private static final Server A = new Server("a", "a", 1, 60, false, Login.NONE);
  private static final Server B = new Server("b", "b", 1, 30, false, Login.NONE);
  private static final Server C = new Server("c", "c", 1, 60, true, Login.NONE);
  private static final Server ZERO = new Server("z", "z", 1, 0, false, Login.NONE);

  private long millis;
  private final ServerChoice choice =
      new ServerChoice(List.of(A, B, C, ZERO), 10_000, () -> TimeUnit.MILLISECONDS.toNanos(millis));

  @Test
  void sharesByWeight() {
    List<Server> first = new ArrayList<>();
    for (int turn = 0; turn < 300; turn++) {
      first.add(choice.next().get(0));
    }
    assertThat(Collections.frequency(first, A)).isEqualTo(200);
    assertThat(Collections.frequency(first, B)).isEqualTo(100);
  }

  @Test
  void triesStandbyThenFailedServers() {
    choice.failed(A);
    assertThat(choice.next()).containsExactly(B, C, A);
    choice.failed(B);
    assertThat(choice.next()).startsWith(C);
    millis = 9_999;
    assertThat(choice.next()).startsWith(C);
    millis = 10_000;
    assertThat(choice.next().get(2)).isEqualTo(C);
  }

  @Test
  void returnsToServerThatWorks() {
    choice.failed(A);
    choice.worked(A);
    assertThat(choice.next().get(2)).isEqualTo(C);
  }
}
