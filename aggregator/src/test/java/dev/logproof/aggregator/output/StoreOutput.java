package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** A store that notes its events, and refuses, fails or fills up as told. */
final class StoreOutput extends TaggedOutput {
  final List<String> events = new ArrayList<>();
  final List<PendingAck> acks = new ArrayList<>();
  final List<Runnable> waiting = new ArrayList<>();
  boolean refuses;
  boolean fails;
  boolean full;
  boolean closed;
  private final Ledger ledger;

  StoreOutput(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public boolean admit(int count) {
    return !refuses && !closed;
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    if (fails) {
      throw new IllegalStateException("planted");
    }
    events.add(tag() + "@" + seconds() + ":" + event.toString(offset, length, UTF_8));
    ledger.delivered(1);
    if (ack.isRequested()) {
      ack.addPart();
      acks.add(ack);
    }
  }

  @Override
  public boolean isFull() {
    return full;
  }

  @Override
  public void whenRoom(Runnable resume) {
    waiting.add(resume);
  }

  @Override
  public void forget(Runnable resume) {
    waiting.remove(resume);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }
}
