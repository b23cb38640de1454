package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code @type copy}: gives every event to each store. All stores are asked before one takes the
 * frame, so that a refused frame is in none of them. A frame is acknowledged when every store has
 * kept it, except those that ignore errors. Confined to one event loop.
 */
public final class FanOut implements EventLoopOutput {
  private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  private final List<Store> stores;
  private final OutputRoom room;
  private final Part[] parts;
  private final Ledger ledger;
  private long copied;

  /** State of a store for the events of the current frame. */
  private enum Part {
    TAKES,
    REFUSES,
    /** {@code ignore_if_prev_success}. */
    SKIPS
  }

  /** One {@code <store>}. */
  public record Store(EventLoopOutput output, boolean ignoreError, boolean ignoreIfPrevSuccess) {}

  /** Counts in {@code ledger} what stores beyond the first account for. */
  public FanOut(List<Store> stores, Ledger ledger) {
    this.stores = List.copyOf(stores);
    this.room = new OutputRoom(stores.stream().map(Store::output).toList());
    this.parts = new Part[stores.size()];
    this.ledger = ledger;
  }

  @Override
  public boolean admit(int events) {
    boolean admitted = true;
    boolean success = false;
    for (int i = 0; i < parts.length; i++) {
      Store store = stores.get(i);
      if (success && store.ignoreIfPrevSuccess()) {
        parts[i] = Part.SKIPS;
        success = false;
      } else {
        success = store.output().admit(events);
        parts[i] = success || !store.ignoreError() ? Part.TAKES : Part.REFUSES;
        admitted &= success || store.ignoreError();
      }
    }
    return admitted;
  }

  @Override
  public void admitMore(int events) {
    // A store that must take the frame keeps taking it.
    boolean ignored = admit(events);
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    for (Store store : stores) {
      store.output().tag(buffer, offset, length);
    }
  }

  @Override
  public void time(long epochSeconds, int nanos) {
    for (Store store : stores) {
      store.output().time(epochSeconds, nanos);
    }
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    copied--;
    for (int i = 0; i < parts.length; i++) {
      switch (parts[i]) {
        case TAKES -> {
          copied++;
          give(stores.get(i), event, offset, length, ack);
        }
        case REFUSES -> {
          copied++;
          ledger.rejected(stores.get(i).output().refusal(), 1);
        }
        case SKIPS -> {}
      }
    }
  }

  /** A failure of one store does not keep the event from the others. */
  private void give(Store store, ByteBuf event, int offset, int length, PendingAck ack) {
    PendingAck own = store.ignoreError() ? PendingAck.NONE : ack;
    try {
      store.output().take(event, offset, length, own);
    } catch (RuntimeException | Error e) {
      ledger.rejected(RejectCause.NOT_KEPT, 1);
      own.neverKept();
      ERRORS.run(() -> LOG.error("a store did not take an event", e));
    }
  }

  @Override
  public void frameEnd() {
    for (Store store : stores) {
      store.output().frameEnd();
    }
    if (copied != 0) {
      ledger.copied(copied);
      copied = 0;
    }
  }

  /** Inputs wait for the fullest store, even if it ignores errors, as in Fluentd. */
  @Override
  public boolean isFull() {
    return room.isFull();
  }

  @Override
  public void whenRoom(Runnable resume) {
    room.whenRoom(resume);
  }

  @Override
  public void forget(Runnable resume) {
    room.forget(resume);
  }

  @Override
  public boolean isClosed() {
    return room.isClosed();
  }
}
