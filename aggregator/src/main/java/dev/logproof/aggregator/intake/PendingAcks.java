package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.forward.encode.AckEncoder;
import io.netty.channel.Channel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acknowledgements that one client waits for. Confined to the connection's event loop, except
 * where a method says otherwise.
 */
final class PendingAcks {
  private static final Logger LOG = LoggerFactory.getLogger(PendingAcks.class);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  private final Channel channel;
  private final AckOn ackOn;
  private final Runnable whenSent;
  private volatile boolean wanted;
  private int owed;

  /** Runs {@code whenSent} on the event loop after each that was owed for a while. */
  PendingAcks(Channel channel, AckOn ackOn, Runnable whenSent) {
    this.channel = channel;
    this.ackOn = ackOn;
    this.whenSent = whenSent;
  }

  /** True once the client asked for one. Any thread. */
  boolean areRequested() {
    return wanted;
  }

  /** True when all are sent. */
  boolean isEmpty() {
    return owed == 0;
  }

  /** True when a frame is acknowledged as soon as it is read. */
  boolean areSentImmediately() {
    return ackOn == AckOn.BUFFERED;
  }

  /** Acknowledges {@code chunk}, which is read. */
  void send(byte[] chunk) {
    wanted = true;
    channel.writeAndFlush(AckEncoder.ack(channel.alloc(), chunk), channel.voidPromise());
  }

  /** What is to be sent for {@code chunk} once it is owed. */
  RequestedAck owed(byte[] chunk) {
    return new RequestedAck(chunk);
  }

  /** Owes {@code chunk}'s, and those that others wait for who joined {@code flight}. */
  PendingAck promise(byte[] chunk, Optional<InFlightIds.Flight> flight) {
    RequestedAck mine = owed(chunk);
    mine.begin();
    boolean onDisk = ackOn == AckOn.SPOOLED;
    if (flight.isEmpty()) {
      return new PendingAck(mine::acknowledge, onDisk);
    }
    InFlightIds.Flight others = flight.get();
    return new PendingAck(
        () -> {
          mine.acknowledge();
          others.kept();
        },
        onDisk,
        others::broken);
  }

  /** One of them. */
  final class RequestedAck implements InFlightIds.Waiting {
    private final byte[] chunk;

    private RequestedAck(byte[] chunk) {
      this.chunk = chunk;
    }

    /** The client waits from now on. */
    void begin() {
      wanted = true;
      owed++;
    }

    @Override
    public boolean isGone() {
      return !channel.isOpen();
    }

    @Override
    public void acknowledge() {
      channel
          .eventLoop()
          .execute(
              () -> {
                owed--;
                sendOrClose();
                whenSent.run();
              });
    }

    /** A client that cannot be told sends again, and should not wait for its time-out to do so. */
    private void sendOrClose() {
      try {
        send(chunk);
      } catch (RuntimeException | Error e) {
        ERRORS.run(() -> LOG.error("closing {}: cannot acknowledge", channel.remoteAddress(), e));
        channel.close();
      }
    }
  }
}
