package dev.logproof.aggregator.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Tests that a task or a timer ends a pause. */
class PausingIoHandlerTest {
  private static final long MILLI = 1_000_000;

  private final AtomicLong now = new AtomicLong(9L << 30);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong parkedNanos = new AtomicLong();
  private final CountDownLatch parks = new CountDownLatch(1);
  private final PausingIoHandler handler =
      new PausingIoHandler(new CountingLooks(), new TestClock());

  @Test
  void looksAtOnceForTasksAndTimers() {
    ReadPause.Client client = busyClient();

    client.read(1_000);
    handler.run(new Context(false, Long.MAX_VALUE));
    client.read(1_000);
    handler.run(new Context(true, 0));

    assertEquals(2, looks.get());
    assertEquals(0, parkedNanos.get());
  }

  @Test
  void endsPauseWhenWokenUp() throws Exception {
    busyClient().read(1_000);
    CompletableFuture<Integer> looked = new CompletableFuture<>();
    Thread loop =
        new Thread(
            () -> {
              handler.run(new Context(true, 3 * MILLI));
              looked.complete(looks.get());
            },
            "pausing-loop");
    loop.setDaemon(true);
    loop.start();
    parks.await();

    handler.wakeup();

    assertEquals(1, looked.get(10, TimeUnit.SECONDS));
    assertEquals(3 * MILLI, parkedNanos.get());
  }

  /** Waits for an hour, so that only a wake-up ends the wait in time. */
  /** The time of the test; only a wake-up ends a wait. */
  private final class TestClock implements ParkingClock {
    @Override
    public long nanoTime() {
      return now.get();
    }

    @Override
    public void parkNanos(long nanos) {
      parkedNanos.set(nanos);
      parks.countDown();
      LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1));
    }
  }

  /** Returns a client whose reads are worth a pause. */
  private ReadPause.Client busyClient() {
    ReadPause.Client client = handler.readPause().join();
    for (int i = 0; i < ReadPause.READS_TO_LEARN + 202; i++) {
      now.addAndGet(MILLI / 2);
      client.read(1_000);
      handler.readPause().nextNanos(now.get());
    }
    return client;
  }

  private record Context(boolean canBlock, long delay) implements IoHandlerContext {
    @Override
    public long delayNanos(long currentTimeNanos) {
      return delay;
    }

    @Override
    public long deadlineNanos() {
      return delay;
    }
  }

  /** Stands for the sockets. */
  private final class CountingLooks implements IoHandler {
    @Override
    public int run(IoHandlerContext context) {
      looks.incrementAndGet();
      return 0;
    }

    @Override
    public IoRegistration register(IoHandle handle) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wakeup() {}

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return true;
    }
  }
}
