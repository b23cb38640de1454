package dev.logproof.aggregator.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Accounts for every event: received + copied = delivered + rejected by cause + pending. An event
 * sent to n stores of a copy is received once and copied n - 1 times. Pending events are counted
 * where they are held, not derived, so that the identity can fail. Thread-safe.
 */
public final class Ledger {
  private final LongAdder received = new LongAdder();
  private final LongAdder receivedBytes = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder pending = new LongAdder();
  private final LongAdder copied = new LongAdder();
  private final LongAdder recovered = new LongAdder();
  private final LongAdder spooled = new LongAdder();
  private final LongAdder streamRefusals = new LongAdder();
  private final LongAdder deadLettersLost = new LongAdder();
  private final LongAdder leftUnclaimed = new LongAdder();
  private final LongAdder leftDamaged = new LongAdder();
  private final LongAdder leftUnread = new LongAdder();
  private final Map<RejectCause, LongAdder> rejected = new EnumMap<>(RejectCause.class);

  /** Creates a ledger with counters at zero. */
  public Ledger() {
    for (RejectCause cause : RejectCause.values()) {
      rejected.put(cause, new LongAdder());
    }
  }

  /** Counts events received in {@code bytes} on the wire. */
  public void received(long events, long bytes) {
    received.add(events);
    receivedBytes.add(bytes);
  }

  /**
   * Counts further outcomes of received events: one per store of a copy beyond the first, and one
   * per event that a filter passes on and also sends to {@code <label @ERROR>}.
   */
  public void copied(long events) {
    copied.add(events);
  }

  /** Returns the events sent to further stores. */
  public long copied() {
    return copied.sum();
  }

  /** Counts held events that an earlier task received. */
  public void recovered(long events) {
    received.add(events);
    recovered.add(events);
    pending.add(events);
  }

  /** Counts pending events safe on disk. */
  public void spooled(long events) {
    spooled.add(events);
  }

  /** Adds events and files that stay on disk, because the next task cannot deliver them either. */
  public void left(LeftOnDisk more) {
    leftUnclaimed.add(more.unclaimed());
    leftDamaged.add(more.damaged());
    leftUnread.add(more.unreadFiles());
  }

  /** Counts events that a buffer now holds. */
  public void held(long events) {
    pending.add(events);
  }

  /** Counts held events that were delivered. */
  public void heldDelivered(long events) {
    pending.add(-events);
    delivered.add(events);
  }

  /** Counts held events that were given up. */
  public void heldRejected(RejectCause cause, long events) {
    pending.add(-events);
    rejected(cause, events);
  }

  /** Counts events delivered without being held. */
  public void delivered(long events) {
    delivered.add(events);
  }

  /** Counts events given up before they were held. */
  public void rejected(RejectCause cause, long events) {
    counter(cause).add(events);
  }

  /** Counts a stream's permanent refusal of different events alike; they are kept. */
  public void streamRefused() {
    streamRefusals.increment();
  }

  /** Returns the number of such refusals. */
  public long streamRefusals() {
    return streamRefusals.sum();
  }

  /** Counts a rejected event missing from the dead-letter file. */
  public void deadLetterLost() {
    deadLettersLost.increment();
  }

  /** Returns the rejected events missing from the dead-letter file. */
  public long deadLettersLost() {
    return deadLettersLost.sum();
  }

  /** Returns the bytes received on the wire. */
  public long receivedBytes() {
    return receivedBytes.sum();
  }

  /** Returns the events given up for {@code cause}. */
  public long rejected(RejectCause cause) {
    return counter(cause).sum();
  }

  /** Returns the counters; exact only while no event is processed. */
  public Accounting accounting() {
    Map<RejectCause, Long> causes = new EnumMap<>(RejectCause.class);
    rejected.forEach((cause, count) -> causes.put(cause, count.sum()));
    return new Accounting(
        received.sum(),
        recovered.sum(),
        copied.sum(),
        delivered.sum(),
        causes,
        pending.sum(),
        spooled.sum(),
        new LeftOnDisk(leftUnclaimed.sum(), leftDamaged.sum(), leftUnread.sum()));
  }

  private LongAdder counter(RejectCause cause) {
    LongAdder counter = rejected.get(cause);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + cause);
    }
    return counter;
  }
}
