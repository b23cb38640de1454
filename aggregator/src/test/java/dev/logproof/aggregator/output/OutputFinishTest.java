package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outputs finish concurrently; none delays the others. */
@Timeout(60)
class OutputFinishTest {
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);

  /** Finishes an output. */
  private interface End {
    boolean run() throws InterruptedException;
  }

  private static Output output(String name, End end) {
    return new Output() {
      @Override
      public String id() {
        return name;
      }

      @Override
      public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
        throw new IllegalStateException("not used");
      }

      @Override
      public boolean finish(StopDeadline stop) throws InterruptedException {
        return end.run();
      }
    };
  }

  @Test
  void finishesOutputsAtTheSameTime() throws InterruptedException {
    deadline.endIn(30_000);
    CyclicBarrier together = new CyclicBarrier(2);
    End waits =
        () -> {
          try {
            return together.await() >= 0;
          } catch (BrokenBarrierException e) {
            return false;
          }
        };
    assertThat(new OutputFinish().run(List.of(output("a", waits), output("b", waits)), deadline))
        .isTrue();
  }

  @Test
  void returnsFalseWhenOneOutputIsIncomplete() throws InterruptedException {
    deadline.endIn(30_000);
    assertThat(
            new OutputFinish()
                .run(List.of(output("a", () -> true), output("b", () -> false)), deadline))
        .isFalse();
  }

  @Test
  void returnsAtDeadlineWhenOutputNeverEnds() throws InterruptedException {
    deadline.endIn(0);
    CountDownLatch never = new CountDownLatch(1);
    Output hangs =
        output(
            "a",
            () -> {
              never.await();
              return true;
            });
    Output fails =
        output(
            "b",
            () -> {
              throw new IllegalStateException("planted");
            });
    assertThat(new OutputFinish().run(List.of(hangs, fails), deadline)).isFalse();
    never.countDown();
  }
}
