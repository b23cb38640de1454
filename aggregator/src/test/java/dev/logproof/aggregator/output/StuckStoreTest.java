package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.spool.disk.NioDisk;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stuck store delays the other store of a copy only once its own buffer is full. */
class StuckStoreTest {
  private static final StopDeadline LONG = new StopDeadline(System::nanoTime);

  @TempDir Path directory;

  private final Ledger ledger = new Ledger();
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch quickHalf = new CountDownLatch(100);
  private final Queue<String> slow = new ConcurrentLinkedQueue<>();
  private final Queue<String> quick = new ConcurrentLinkedQueue<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private SinkTask stuckTask;
  private SinkTask quickTask;
  private List<EventLoopOutput> views = List.of();

  private SinkTask store(String name, TestStream stream) throws IOException {
    SinkTask task =
        new SinkTask(
            new TestOutput(1 << 10, 16 << 10, 16 << 10, 10, false),
            stream,
            new NioDisk(),
            directory.resolve(name),
            ledger);
    task.start();
    return task;
  }

  private FanOut copy() throws IOException {
    stuckTask =
        store(
            "stuck",
            batch -> {
              Latches.pass(stuck);
              slow.addAll(Batches.texts(batch));
              return PutOutcome.ALL_ACCEPTED;
            });
    quickTask =
        store(
            "quick",
            batch -> {
              quick.addAll(Batches.texts(batch));
              Batches.texts(batch).forEach(event -> quickHalf.countDown());
              return PutOutcome.ALL_ACCEPTED;
            });
    views =
        Stream.of(stuckTask, quickTask)
            .map(task -> task.sink().forLoop(channel.eventLoop()))
            .toList();
    return new FanOut(
        views.stream().map(view -> new FanOut.Store(view, false, false)).toList(), ledger);
  }

  private static byte[] event(int number) {
    String text = String.format("%0100d", number);
    byte[] event = new byte[4 + 2 + text.length()];
    event[0] = (byte) 0x81;
    event[1] = (byte) 0xa2;
    event[2] = 'n';
    event[3] = 'r';
    event[4] = (byte) 0xd9;
    event[5] = (byte) text.length();
    System.arraycopy(text.getBytes(UTF_8), 0, event, 6, text.length());
    return event;
  }

  private void send(FanOut copy, int number) {
    ledger.received(1, 0);
    assertThat(copy.admit(1)).isTrue();
    ByteBuf event = Unpooled.wrappedBuffer(event(number));
    copy.take(event, 0, event.readableBytes(), PendingAck.NONE);
    copy.frameEnd();
  }

  private static String json(int number) {
    return String.format("{\"nr\":\"%0100d\"}\n", number);
  }

  @Test
  void deliversToOtherStoreUntilBufferIsFull() throws InterruptedException, IOException {
    FanOut copy = copy();
    int sent = 0;
    while (!copy.isFull()) {
      send(copy, sent++);
    }
    assertThat(sent).as("events of 110 bytes until 16 KiB are held").isBetween(140, 160);
    Latches.assertOpens(quickHalf);
    assertThat(slow).isEmpty();
    CountDownLatch room = new CountDownLatch(1);
    copy.whenRoom(room::countDown);
    assertThat(room.getCount()).isEqualTo(1);
    stuck.countDown();
    Latches.assertOpens(room);
    views.forEach(EventLoopOutput::close);
    stuckTask.sink().finish(LONG);
    assertThat(quickTask.stop(20_000).line())
        .isEqualTo(
            "accounting: received=%1$d (copied=%1$d) delivered=%2$d rejected=0 pending=0"
                .formatted(sent, 2 * sent));
    List<String> all = IntStream.range(0, sent).mapToObj(StuckStoreTest::json).toList();
    assertThat(quick).containsExactlyElementsOf(all);
    assertThat(slow).containsExactlyElementsOf(all);
  }
}
