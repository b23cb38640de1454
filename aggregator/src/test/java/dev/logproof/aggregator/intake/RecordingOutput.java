package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Records event numbers; sends or withholds acknowledgements as told. */
final class RecordingOutput implements EventLoopOutput {
  final LinkedBlockingQueue<Integer> numbers = new LinkedBlockingQueue<>();
  final List<Integer> all = new ArrayList<>();
  final LinkedBlockingQueue<Runnable> promises = new LinkedBlockingQueue<>();
  volatile boolean full;
  volatile boolean closed;
  final LinkedBlockingQueue<Runnable> waiters = new LinkedBlockingQueue<>();
  private final Ledger ledger;

  RecordingOutput(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    byte[] record = new byte[length];
    event.getBytes(offset, record);
    int number = number(record);
    synchronized (all) {
      all.add(number);
    }
    numbers.add(number);
    ledger.delivered(1);
    if (ack.isRequested()) {
      ack.addPart();
      promises.add(ack::partKept);
    }
  }

  int count() {
    synchronized (all) {
      return all.size();
    }
  }

  List<Integer> seen() {
    synchronized (all) {
      return List.copyOf(all);
    }
  }

  @Override
  public boolean isFull() {
    return full;
  }

  @Override
  public boolean admit(int events) {
    return !closed;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void whenRoom(Runnable resume) {
    waiters.add(resume);
  }

  @Override
  public void forget(Runnable resume) {
    waiters.remove(resume);
  }

  private static int number(byte[] record) {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(record)) {
      in.unpackMapHeader();
      in.unpackString();
      return in.unpackInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
