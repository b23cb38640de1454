package dev.logproof.throughput.load;

import dev.logproof.throughput.event.FrameBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection of the load: blocking writes, limited by TCP backpressure alone. Events carry
 * their due time, so that waiting for a full socket counts as latency. After an error it reconnects
 * and resumes at the first incompletely written event, as Docker's driver does. Runs on its own
 * thread; any thread may read the counters.
 */
final class LoadConnection implements Runnable {
  private static final long REDIAL_NANOS = 100_000_000L;

  private final InetSocketAddress target;
  private final FrameBatch batch;
  private final Pace pace;
  private final long startNanos;
  private final long startMicros;
  private final AtomicLong sentEvents = new AtomicLong();
  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();
  private volatile boolean stopped;

  /** Sends from {@code startNanos} of {@link System#nanoTime} on. */
  LoadConnection(InetSocketAddress target, FrameBatch batch, Pace pace, long startNanos) {
    this.target = target;
    this.batch = batch;
    this.pace = pace;
    this.startNanos = startNanos;
    this.startMicros = nowMicros() + (startNanos - System.nanoTime()) / 1_000;
  }

  void stop() {
    stopped = true;
  }

  LoadCounts counts() {
    long events = sentEvents.get();
    long due = pace.isUnlimited() ? events : pace.dueAtLastTick(System.nanoTime() - startNanos);
    return new LoadCounts(events, sentBytes.get(), due, reconnects.get());
  }

  @Override
  public void run() {
    long tick = 0;
    while (!stopped) {
      try (SocketChannel channel = SocketChannel.open()) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(target);
        tick = send(channel, tick);
      } catch (IOException e) {
        reconnects.incrementAndGet();
        LockSupport.parkNanos(REDIAL_NANOS);
      }
    }
  }

  private long send(SocketChannel channel, long firstTick) throws IOException {
    long tick = firstTick;
    while (!stopped) {
      if (pace.isUnlimited()) {
        write(channel, batch.capacity(), nowMicros());
      } else {
        await(startNanos + pace.tickAtNanos(tick));
        long elapsedNanos = pace.tickAtNanos(tick);
        sendDue(channel, pace.dueBy(elapsedNanos), startMicros + elapsedNanos / 1_000);
        tick++;
      }
    }
    return tick;
  }

  private void sendDue(SocketChannel channel, long due, long dueMicros) throws IOException {
    while (sentEvents.get() < due && !stopped) {
      write(channel, (int) Math.min(batch.capacity(), due - sentEvents.get()), dueMicros);
    }
  }

  private void write(SocketChannel channel, int count, long micros) throws IOException {
    ByteBuffer[] frames = batch.frames(count, sentEvents.get(), micros);
    long bytes = batch.bytes(count);
    try {
      long left = bytes;
      while (left > 0) {
        left -= channel.write(frames);
      }
    } finally {
      long left = Arrays.stream(frames).mapToLong(ByteBuffer::remaining).sum();
      int whole = batch.wholeEvents(bytes - left, count);
      sentBytes.addAndGet(whole == 0 ? 0 : batch.bytes(whole));
      sentEvents.addAndGet(whole);
    }
  }

  private static void await(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanos - System.nanoTime();
    }
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
