package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Decides which connections may read when input memory is used up. */
class MemoryWaitTest {
  private static final int LIMIT = 1_000;

  private final IntakeMemory memory = new IntakeMemory(LIMIT);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Integer> expired = new ArrayList<>();
  private long nanos;

  MemoryWaitTest() {
    channel.freezeTime();
  }

  private MemoryWait connection(int number) {
    return new MemoryWait(
        channel.eventLoop(),
        memory,
        () -> nanos,
        new MemoryWait.Listener() {
          @Override
          public void mayReadChanged() {}

          @Override
          public void turnExpired() {
            expired.add(number);
          }
        });
  }

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  /** Uses up the memory while each connection has a part of a frame. */
  private void exhaustAmid(MemoryWait first, MemoryWait second) {
    memory.take(LIMIT);
    first.afterRead(true);
    second.afterRead(true);
  }

  @Test
  void readsFreelyWhileThereIsMemory() {
    MemoryWait connection = connection(1);
    memory.take(LIMIT - 1);
    connection.afterRead(true);
    assertThat(connection.mayRead()).isTrue();
    assertThat(connection.readBytes()).isEqualTo(EventLoopReadBuffer.READ_BYTES);
    connection.end();
  }

  @Test
  void waitsBetweenSmallReadsWhenMemoryIsExhausted() {
    MemoryWait connection = connection(1);
    memory.take(LIMIT);
    assertThat(connection.readBytes()).isEqualTo(IntakeMemory.SCARCE_READ_BYTES);
    connection.afterRead(false);
    assertThat(connection.mayRead()).isFalse();
    memory.giveBack(LIMIT / 2);
    channel.runPendingTasks();
    assertThat(connection.mayRead()).isTrue();
    connection.end();
  }

  /** Unless one connection may complete its frame, no memory is released. */
  @Test
  void completesOneFrameAtATimeBeyondTheLimit() {
    MemoryWait first = connection(1);
    MemoryWait second = connection(2);
    exhaustAmid(first, second);
    assertThat(first.mayRead()).isTrue();
    assertThat(first.readBytes()).isEqualTo(EventLoopReadBuffer.READ_BYTES);
    assertThat(second.mayRead()).isFalse();
    first.afterRead(false);
    assertThat(first.mayRead()).isFalse();
    assertThat(second.mayRead()).isTrue();
    first.end();
    second.end();
    assertThat(expired).isEmpty();
  }

  /** Such a frame keeps its memory until its output has room, so that turns would free nothing. */
  @Test
  void givesNoTurnWhileCompleteFramesWaitForTheirOutputs() {
    MemoryWait first = connection(1);
    MemoryWait second = connection(2);
    exhaustAmid(first, second);
    first.frameHeld(LIMIT / MemoryWait.HELD_SHARE + 1);
    first.afterRead(false);
    assertThat(second.mayRead()).isFalse();
    first.frameFreed();
    assertThat(second.mayRead()).isTrue();
    first.end();
    second.end();
  }

  @Test
  void givesTurnsBesideSmallCompleteFrame() {
    MemoryWait first = connection(1);
    MemoryWait second = connection(2);
    exhaustAmid(first, second);
    first.frameHeld(LIMIT / MemoryWait.HELD_SHARE);
    first.afterRead(false);
    assertThat(second.mayRead()).isTrue();
    first.end();
    first.frameFreed();
    second.end();
  }

  @Test
  void abandonsFrameIncompleteAfterItsTurn() {
    MemoryWait first = connection(1);
    MemoryWait second = connection(2);
    exhaustAmid(first, second);
    pass(MemoryWait.TURN_MILLIS);
    assertThat(expired).containsExactly(1);
    first.end();
    assertThat(second.mayRead()).isTrue();
    second.afterRead(false);
    pass(MemoryWait.TURN_MILLIS);
    assertThat(expired).containsExactly(1);
    second.end();
  }

  @Test
  void becomesOverdueForOldFrameWhenMemoryIsExhausted() {
    MemoryWait connection = connection(1);
    connection.afterRead(true);
    pass(MemoryWait.MAX_FRAME_MILLIS);
    assertThat(connection.isOverdue()).as("with memory left").isFalse();
    memory.take(LIMIT);
    assertThat(connection.isOverdue()).isTrue();
    connection.pardon();
    assertThat(connection.isOverdue()).as("after the task itself did not read").isFalse();
    pass(MemoryWait.MAX_FRAME_MILLIS);
    assertThat(connection.isOverdue()).isTrue();
    connection.afterRead(false);
    assertThat(connection.isOverdue()).as("complete").isFalse();
    connection.end();
  }
}
