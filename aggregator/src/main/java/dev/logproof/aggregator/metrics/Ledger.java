package dev.logproof.aggregator.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Accounts for every event: received = delivered + rejected by cause + pending. Pending is counted
 * where events are held, not derived from the others, so that the identity can fail. Thread-safe.
 */
public final class Ledger {
  private final LongAdder received = new LongAdder();
  private final LongAdder receivedBytes = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder pending = new LongAdder();
  private final LongAdder recovered = new LongAdder();
  private final LongAdder spooled = new LongAdder();
  private final LongAdder streamRefusals = new LongAdder();
  private final LongAdder deadLettersLost = new LongAdder();
  private final LongAdder leftUnclaimed = new LongAdder();
  private final LongAdder leftDamaged = new LongAdder();
  private final LongAdder leftUnread = new LongAdder();
  private final Map<RejectCause, LongAdder> rejected = new EnumMap<>(RejectCause.class);

  /** All zero. */
  public Ledger() {
    for (RejectCause cause : RejectCause.values()) {
      rejected.put(cause, new LongAdder());
    }
  }

  /** {@code events} came in, in {@code bytes} bytes on the wire. */
  public void received(long events, long bytes) {
    received.add(events);
    receivedBytes.add(bytes);
  }

  /** {@code events} that an earlier task had received are held from now on. */
  public void recovered(long events) {
    received.add(events);
    recovered.add(events);
    pending.add(events);
  }

  /** {@code events} that are pending are safe on disk. */
  public void spooled(long events) {
    spooled.add(events);
  }

  /** {@code events} on disk are of streams that no output delivers to. */
  public void leftUnclaimed(long events) {
    leftUnclaimed.add(events);
  }

  /** {@code events} on disk are damaged. */
  public void leftDamaged(long events) {
    leftDamaged.add(events);
  }

  /** {@code files} on disk could not be read, with an unknown number of events. */
  public void leftUnread(long files) {
    leftUnread.add(files);
  }

  /** {@code events} are held in a buffer from now on. */
  public void held(long events) {
    pending.add(events);
  }

  /** {@code events} that were held reached their destination. */
  public void heldDelivered(long events) {
    pending.add(-events);
    delivered.add(events);
  }

  /** {@code events} that were held were given up. */
  public void heldRejected(RejectCause cause, long events) {
    pending.add(-events);
    rejected(cause, events);
  }

  /** {@code events} reached their destination without being held. */
  public void delivered(long events) {
    delivered.add(events);
  }

  /** {@code events} were given up at the door. */
  public void rejected(RejectCause cause, long events) {
    counter(cause).add(events);
  }

  /** A stream refused an event for good, and another one likewise: both are kept. */
  public void streamRefused() {
    streamRefusals.increment();
  }

  /** How often a stream refused different events alike. */
  public long streamRefusals() {
    return streamRefusals.sum();
  }

  /** A rejected event could not be kept in the dead-letter file either. */
  public void deadLetterLost() {
    deadLettersLost.increment();
  }

  /** Rejected events that are not in the dead-letter file, though they should be. */
  public long deadLettersLost() {
    return deadLettersLost.sum();
  }

  /** Bytes received on the wire. */
  public long receivedBytes() {
    return receivedBytes.sum();
  }

  /** Events given up for {@code cause}. */
  public long rejected(RejectCause cause) {
    return counter(cause).sum();
  }

  /** The books at this moment; exact only when nothing is going on. */
  public Accounting accounting() {
    Map<RejectCause, Long> causes = new EnumMap<>(RejectCause.class);
    rejected.forEach((cause, count) -> causes.put(cause, count.sum()));
    return new Accounting(
        received.sum(),
        recovered.sum(),
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
