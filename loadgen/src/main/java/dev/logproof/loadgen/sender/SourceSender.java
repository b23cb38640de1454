package dev.logproof.loadgen.sender;

import dev.logproof.loadgen.measure.Latencies;
import dev.logproof.loadgen.payload.FrameStream;
import dev.logproof.loadgen.sender.SentCounters.Count;
import dev.logproof.record.tracer.SequenceRanges;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one source's events when due, as Docker's driver does. It never reads; after a failed write
 * it resends incomplete frames to another target. Events due since the last rest share one write.
 * Runs on its own thread; others read counters and end it.
 */
public final class SourceSender implements Runnable {
  private static final int MAX_VAIN_RESENDS = 3;
  private static final long FIRST_REDIAL_NANOS = 10_000_000;
  private static final long LONGEST_REDIAL_NANOS = 500_000_000;

  private final FrameStream stream;
  private final Connection connection;
  private final Pace pace;
  private final Latencies latencies;
  private final AckWindow acks;
  private final Batch batch;
  private final SentCounters counters = new SentCounters();
  private volatile long endNanos;
  private volatile long reservedTracers;
  private volatile String lastError = "";
  private boolean readingAcks;
  private long beganNanos;
  private long reconnectNanos;

  /** Time since which only this process has delayed sending. */
  private long freeNanos;

  /** The connection may already be open. */
  public SourceSender(
      FrameStream stream, Connection connection, Pace pace, Latencies latencies, AckWindow acks) {
    this.acks = acks;
    this.stream = stream;
    this.batch = new Batch(stream.maxFrameBytes());
    this.connection = connection;
    this.pace = pace;
    this.latencies = latencies;
    this.endNanos = pace.endNanos();
    this.reconnectNanos = pace.reconnect().firstNanos();
  }

  @Override
  public void run() {
    try {
      while (gather()) {
        leaveConnectionIfDue();
        if (batch.count() > 0 && !sendAll()) {
          break;
        }
      }
      awaitLastAcks();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeQuietly(connection.isCut() ? "cut: timed out" : "done");
  }

  /** Between two writes no frame is incomplete, so that nothing is lost or sent twice. */
  private void leaveConnectionIfDue() {
    if (pace.now() >= reconnectNanos) {
      reconnectNanos = pace.now() + pace.reconnect().everyNanos();
      closeQuietly("reconnecting");
    }
  }

  /** Gives up after several consecutive resends without progress. */
  private void awaitLastAcks() throws InterruptedException {
    if (!acks.isUsed()) {
      return;
    }
    int before = Integer.MAX_VALUE;
    int vain = 0;
    while (!connection.isCut() && !acks.awaitEmpty() && vain < MAX_VAIN_RESENDS) {
      int left = acks.unacknowledged().size();
      vain = left < before ? 0 : vain + 1;
      before = left;
      closeQuietly("no acknowledgement");
      resendAll();
    }
  }

  private void resendAll() {
    while (!connection.isCut()) {
      if (!connection.isConnected() && !dialled()) {
        LockSupport.parkNanos(LONGEST_REDIAL_NANOS);
        continue;
      }
      try {
        for (AckWindow.Frame frame : acks.unacknowledged()) {
          send(frame);
        }
        return;
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  /** Counts a frame as resent only if it was begun before. */
  private void send(AckWindow.Frame frame) throws IOException {
    boolean again = acks.isBegun(frame);
    ByteBuffer bytes = frame.content().bytes();
    try {
      connection.write(bytes);
    } finally {
      if (bytes.position() > 0) {
        acks.begun(frame.number() + 1);
        counters.add(Count.RESENT_EVENTS, again ? frame.content().events() : 0);
      }
    }
  }

  /** Returns false at the end of the schedule. */
  private boolean gather() throws InterruptedException {
    batch.clear();
    int room = Math.min(pace.framesPerWrite(), acks.isUsed() ? roomForAcks() : Batch.MAX_FRAMES);
    long dueNanos = stream.nextDueNanos();
    if (dueNanos >= endNanos || connection.isCut()) {
      return false;
    }
    long now = pace.now();
    if (dueNanos > now || !reserved()) {
      rest(Math.max(pace.tickNanos(), dueNanos - now), endNanos - now);
      return true;
    }
    counters.raise(Count.MAX_OWN_LATENESS_NANOS, now - Math.max(dueNanos, freeNanos));
    beganNanos = now;
    while (batch.count() < room
        && batch.hasRoom()
        && dueNanos <= now
        && dueNanos < endNanos
        && reserved()) {
      long firstSequence = stream.nextSequence();
      batch.add(stream);
      if (acks.isUsed()) {
        keep(dueNanos, firstSequence);
      }
      dueNanos = stream.nextDueNanos();
    }
    batch.flip();
    return true;
  }

  /** Wakes by the end of the schedule, so that the last events are not late. */
  private static void rest(long nanos, long untilEndNanos) {
    LockSupport.parkNanos(untilEndNanos > 0 ? Math.min(nanos, untilEndNanos) : nanos);
  }

  private int roomForAcks() throws InterruptedException {
    if (acks.room() > 0) {
      return acks.room();
    }
    while (!acks.awaitRoom() && !connection.isCut()) {
      lastError = "no acknowledgement: sending again";
      closeQuietly("no acknowledgement");
      resendAll();
    }
    freeNanos = pace.now();
    return acks.room();
  }

  private void keep(long dueNanos, long firstSequence) {
    acks.add(
        stream.lastChunk(),
        new AckWindow.Content(
            batch.copyOfLast(),
            stream.lastEvents(),
            dueNanos,
            beganNanos,
            firstSequence,
            stream.nextSequence()));
  }

  private boolean reserved() {
    long after = stream.sequenceAfterNext();
    return after == stream.nextSequence() || after <= reservedTracers;
  }

  /** Tries as many targets as needed; returns false when cut. */
  private boolean sendAll() {
    long pauseNanos = FIRST_REDIAL_NANOS;
    int done = 0;
    while (!connection.isCut()) {
      if (acks.isUsed() && !connection.isConnected()) {
        counters.set(Count.ATTEMPTED_TRACERS, stream.nextSequence());
        resendAll();
        if (connection.isCut()) {
          break;
        }
        taken(done, batch.count());
        return true;
      }
      if (!connection.isConnected() && !dialled()) {
        LockSupport.parkNanos(pauseNanos);
        pauseNanos = Math.min(LONGEST_REDIAL_NANOS, pauseNanos * 2);
        continue;
      }
      try {
        counters.set(Count.ATTEMPTED_TRACERS, stream.nextSequence());
        readAcks();
        connection.write(batch.buffer());
        begun(batch.count());
        taken(done, batch.count());
        return true;
      } catch (IOException e) {
        done = acks.isUsed() ? leaveToResend() : resume(done);
        failed(e);
      }
    }
    counters.add(Count.UNSENT_EVENTS, batch.events(done, batch.count()));
    return false;
  }

  private int leaveToResend() {
    int whole = batch.firstUnwritten(0);
    begun(whole + (batch.isBegun(whole) ? 1 : 0));
    return 0;
  }

  /** The batch holds the window's last frames. */
  private void begun(int frames) {
    if (acks.isUsed()) {
      acks.begun(acks.added() - batch.count() + frames);
    }
  }

  private void readAcks() throws IOException {
    if (acks.isUsed() && !readingAcks) {
      AckReader.start(connection.input(), acks);
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

  private int resume(int from) {
    int whole = batch.firstUnwritten(from);
    taken(from, whole);
    counters.add(Count.RESENT_EVENTS, batch.isBegun(whole) ? batch.events(whole, whole + 1) : 0);
    batch.rewindTo(whole);
    return whole;
  }

  private void taken(int from, int to) {
    freeNanos = pace.now();
    if (to == from) {
      return;
    }
    latencies.written(batch.dues(), batch.eventsOfFrames(), from, to, beganNanos, freeNanos);
    counters.add(Count.RATE_BYTES, batch.rateBytes(from, to));
    counters.set(Count.TAKEN_TRACERS, batch.sequenceAfter(to - 1));
    counters.add(Count.TAKEN_EVENTS, batch.events(from, to));
    counters.add(Count.TAKEN_BYTES, batch.bytes(from, to));
    counters.set(Count.LAST_WRITE_NANOS, freeNanos);
    counters.raise(Count.MAX_LATENESS_NANOS, freeNanos - batch.dues()[from]);
  }

  private void failed(IOException e) {
    lastError = String.valueOf(e.getMessage());
    closeQuietly(lastError);
  }

  private void closeQuietly(String reason) {
    try {
      connection.close(reason);
    } catch (IOException e) {
      lastError = String.valueOf(e.getMessage());
    }
  }

  /** Allows tracers up to {@code count}, exclusive. */
  public void reserve(long count) {
    reservedTracers = count;
  }

  /** Stops sending events due after {@code nanos}. */
  public void endAt(long nanos) {
    endNanos = Math.min(endNanos, nanos);
  }

  /** Ends the sender, whatever it waits for. */
  public void cut() throws IOException {
    connection.cut();
  }

  /** Tracers reserved by the journal. */
  public long reservedTracers() {
    return reservedTracers;
  }

  /** Accepted tracers: acknowledged, or written without an error. */
  public SequenceRanges accepted() {
    long taken = counters.get(Count.TAKEN_TRACERS);
    return acks.acknowledged(taken);
  }

  /** Number of acknowledged frames. */
  public long acknowledgedFrames() {
    return acks.acknowledgedFrames();
  }

  /** Number of unacknowledged frames. */
  public int unacknowledged() {
    return acks.unacknowledged().size();
  }

  /** Counters of this source. */
  public SentCounters counters() {
    return counters;
  }

  /** Connections after the first. */
  public long reconnects() {
    return connection.redials();
  }

  /** Whether this side has not closed the connection. */
  public boolean isConnected() {
    return connection.isConnected();
  }

  /** Last error message, or empty. */
  public String lastError() {
    return lastError;
  }
}
