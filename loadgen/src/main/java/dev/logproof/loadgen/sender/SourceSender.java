package dev.logproof.loadgen.sender;

import dev.logproof.loadgen.payload.FrameStream;
import dev.logproof.record.tracer.SequenceRanges;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Sends the events of one source when they are due, as Docker's driver does: it never reads, and
 * when a write fails it dials another target and sends again what that write did not hand over.
 * What is due at the same moment goes out in one write. One thread a source; other threads read the
 * counters and end it.
 */
public final class SourceSender implements Runnable {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int MAX_FRAMES_A_WRITE = 2_048;

  /** Waits are at least this long, so that neighbours share a system call. */
  private static final long TICK_NANOS = 4_000_000;

  private static final int MAX_VAIN_RESENDS = 3;
  private static final long FIRST_REDIAL_NANOS = 10_000_000;
  private static final long LONGEST_REDIAL_NANOS = 500_000_000;

  private final FrameStream stream;
  private final Connection connection;
  private final LongSupplier elapsedNanos;
  private final ByteBuffer buffer;
  private final int[] ends = new int[MAX_FRAMES_A_WRITE];
  private final long[] dues = new long[MAX_FRAMES_A_WRITE];
  private final int[] events = new int[MAX_FRAMES_A_WRITE];
  private final int[] rateBytes = new int[MAX_FRAMES_A_WRITE];
  private final long[] sequences = new long[MAX_FRAMES_A_WRITE];
  private final Histogram latenessMicros = new Histogram(3);
  private int count;
  private volatile long endNanos;
  private volatile long reservedTracers;
  private volatile String lastError = "";
  private final SentCounters counters = new SentCounters();
  private final Optional<AckWindow> acks;
  private boolean readingAcks;

  /**
   * A sender on a connection that may be open already.
   *
   * @param elapsedNanos since the start of the schedule
   * @param endNanos nothing due from then on is sent
   * @param acks what is on its way, when frames are to be acknowledged
   */
  public SourceSender(
      FrameStream stream,
      Connection connection,
      LongSupplier elapsedNanos,
      long endNanos,
      Optional<AckWindow> acks) {
    this.acks = acks;
    this.stream = stream;
    this.buffer = ByteBuffer.allocateDirect(Math.max(BUFFER_BYTES, stream.maxFrameBytes()));
    this.connection = connection;
    this.elapsedNanos = elapsedNanos;
    this.endNanos = endNanos;
  }

  @Override
  public void run() {
    try {
      while (gather()) {
        if (count > 0 && !sendAll()) {
          return;
        }
      }
      awaitLastAcks();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeQuietly();
  }

  /** Until all is acknowledged, or sending again was in vain several times in a row. */
  private void awaitLastAcks() throws InterruptedException {
    if (acks.isEmpty()) {
      return;
    }
    int before = Integer.MAX_VALUE;
    int vain = 0;
    while (!acks.get().awaitEmpty() && !connection.isCut() && vain < MAX_VAIN_RESENDS) {
      int left = acks.get().unacknowledged().size();
      vain = left < before ? 0 : vain + 1;
      before = left;
      closeQuietly();
      resendAll();
    }
  }

  /** Sends everything again that is not acknowledged, on a new connection. */
  private void resendAll() {
    while (!connection.isCut()) {
      if (!connection.isConnected() && !dialled()) {
        LockSupport.parkNanos(LONGEST_REDIAL_NANOS);
        continue;
      }
      try {
        for (ByteBuffer frame : acks.orElseThrow().unacknowledged()) {
          connection.write(frame);
          counters.resentEvents.incrementAndGet();
        }
        return;
      } catch (IOException e) {
        lastError = String.valueOf(e.getMessage());
        closeQuietly();
      }
    }
  }

  /** Collects what is due, waiting for it; false when nothing more is. */
  private boolean gather() throws InterruptedException {
    buffer.clear();
    count = 0;
    int room = acks.isPresent() ? roomForAcks() : MAX_FRAMES_A_WRITE;
    long dueNanos = stream.nextDueNanos();
    if (dueNanos >= endNanos || connection.isCut()) {
      return false;
    }
    long now = elapsedNanos.getAsLong();
    if (dueNanos > now || !reserved()) {
      LockSupport.parkNanos(Math.max(TICK_NANOS, Math.min(dueNanos, endNanos) - now));
      return true;
    }
    while (count < Math.min(room, MAX_FRAMES_A_WRITE)
        && buffer.remaining() >= stream.maxFrameBytes()
        && dueNanos <= now
        && dueNanos < endNanos
        && reserved()) {
      dues[count] = dueNanos;
      long firstSequence = stream.nextSequence();
      int start = buffer.position();
      stream.write(buffer);
      if (acks.isPresent()) {
        keep(start, dueNanos, firstSequence);
      }
      events[count] = stream.lastEvents();
      rateBytes[count] = stream.lastRateBytes();
      sequences[count] = stream.nextSequence();
      ends[count++] = buffer.position();
      dueNanos = stream.nextDueNanos();
    }
    buffer.flip();
    return true;
  }

  private int roomForAcks() throws InterruptedException {
    AckWindow window = acks.orElseThrow();
    while (!window.awaitRoom() && !connection.isCut()) {
      lastError = "no acknowledgement: sending again";
      closeQuietly();
      resendAll();
    }
    return window.room();
  }

  /** Remembers a frame until it is acknowledged. */
  private void keep(int start, long dueNanos, long firstSequence) {
    byte[] frame = new byte[buffer.position() - start];
    buffer.get(start, frame);
    acks.orElseThrow()
        .add(
            stream.lastChunk(),
            ByteBuffer.wrap(frame),
            dueNanos,
            firstSequence,
            stream.nextSequence());
  }

  /** No tracer goes out before the journal has it. */
  private boolean reserved() {
    long after = stream.sequenceAfterNext();
    return after == stream.nextSequence() || after <= reservedTracers;
  }

  /** Sends what was gathered, to as many targets as it takes; false when the run was cut. */
  private boolean sendAll() {
    long pauseNanos = FIRST_REDIAL_NANOS;
    int done = 0;
    while (!connection.isCut()) {
      if (acks.isPresent() && !connection.isConnected()) {
        counters.attemptedTracers.set(stream.nextSequence());
        resendAll();
        taken(done, count);
        return true;
      }
      if (!connection.isConnected() && !dialled()) {
        LockSupport.parkNanos(pauseNanos);
        pauseNanos = Math.min(LONGEST_REDIAL_NANOS, pauseNanos * 2);
        continue;
      }
      try {
        counters.attemptedTracers.set(stream.nextSequence());
        readAcks();
        connection.write(buffer);
        taken(done, count);
        return true;
      } catch (IOException e) {
        lastError = String.valueOf(e.getMessage());
        done = acks.isPresent() ? done : resume(done);
        closeQuietly();
      }
    }
    counters.unsentEvents.addAndGet(events(done, count));
    return false;
  }

  private void readAcks() throws IOException {
    if (acks.isPresent() && !readingAcks) {
      AckReader.start(connection.input(), acks.get());
      readingAcks = true;
    }
  }

  private boolean dialled() {
    try {
      connection.dial();
      readingAcks = false;
      readAcks();
      return true;
    } catch (IOException e) {
      lastError = String.valueOf(e.getMessage());
      return false;
    }
  }

  private long events(int from, int to) {
    long sum = 0;
    for (int frame = from; frame < to; frame++) {
      sum += events[frame];
    }
    return sum;
  }

  /** Goes back to the start of the first frame that was not handed over whole. */
  private int resume(int from) {
    int whole = from;
    while (whole < count && ends[whole] <= buffer.position()) {
      whole++;
    }
    taken(from, whole);
    counters.resentEvents.addAndGet(events(whole, count));
    buffer.position(whole == 0 ? 0 : ends[whole - 1]);
    return whole;
  }

  private void taken(int from, int to) {
    if (to == from) {
      return;
    }
    long now = elapsedNanos.getAsLong();
    long newRateBytes = 0;
    for (int frame = from; frame < to; frame++) {
      newRateBytes += rateBytes[frame];
      latenessMicros.recordValueWithCount(Math.max(0, now - dues[frame]) / 1_000, events[frame]);
    }
    counters.rateBytes.addAndGet(newRateBytes);
    counters.takenTracers.set(sequences[to - 1]);
    counters.takenEvents.addAndGet(events(from, to));
    counters.takenBytes.addAndGet((long) ends[to - 1] - (from == 0 ? 0 : ends[from - 1]));
    counters.lastWriteNanos.set(now);
    counters.maxLatenessNanos.accumulateAndGet(now - dues[from], Math::max);
  }

  private void closeQuietly() {
    try {
      connection.close();
    } catch (IOException e) {
      lastError = String.valueOf(e.getMessage());
    }
  }

  /** Lets tracers up to {@code count}, exclusive, go out. */
  public void reserve(long count) {
    reservedTracers = count;
  }

  /** Nothing due after {@code nanos} from the start is sent. */
  public void endAt(long nanos) {
    endNanos = Math.min(endNanos, nanos);
  }

  /** Ends it, whatever it waits for. */
  public void cut() throws IOException {
    connection.cut();
  }

  /** Tracers up to which the journal has reserved. */
  public long reservedTracers() {
    return reservedTracers;
  }

  /** Tracers the receiver was seen to accept: acknowledged, or written without an error. */
  public SequenceRanges accepted() {
    long taken = counters.takenTracers();
    return acks.map(window -> window.acknowledged(taken)).orElse(SequenceRanges.firstOf(taken));
  }

  /** Microseconds from intended time to acknowledgement; empty without acknowledgements. */
  public Optional<Histogram> ackMicros() {
    return acks.map(AckWindow::ackMicros);
  }

  /** Frames that were never acknowledged. */
  public int unacknowledged() {
    return acks.map(window -> window.unacknowledged().size()).orElse(0);
  }

  /** What it has sent so far. */
  public SentCounters counters() {
    return counters;
  }

  /** Connections dialled after the first. */
  public long reconnects() {
    return connection.redials();
  }

  /** What went wrong last, or empty. */
  public String lastError() {
    return lastError;
  }

  /**
   * Lateness of each event against its schedule, in microseconds; to be read when the run ended.
   */
  public Histogram latenessMicros() {
    return latenessMicros;
  }
}
