package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.forward.encode.AckEncoder;
import io.netty.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pending acknowledgements of one client. Confined to its event loop, except where noted. */
final class PendingAcks {
  private static final Logger LOG = LoggerFactory.getLogger(PendingAcks.class);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  private final Channel channel;
  private final AckOn ackOn;
  private final Runnable whenSent;
  private volatile boolean wanted;
  private int pending;

  /** Runs {@code whenSent} on the event loop after each pending acknowledgement. */
  PendingAcks(Channel channel, AckOn ackOn, Runnable whenSent) {
    this.channel = channel;
    this.ackOn = ackOn;
    this.whenSent = whenSent;
  }

  /** Any thread. */
  boolean areRequested() {
    return wanted;
  }

  boolean isEmpty() {
    return pending == 0;
  }

  boolean areSentImmediately() {
    return ackOn == AckOn.BUFFERED;
  }

  void send(byte[] chunk) {
    wanted = true;
    channel.writeAndFlush(AckEncoder.ack(channel.alloc(), chunk), channel.voidPromise());
  }

  /** The acknowledgement is not pending yet. */
  RequestedAck pending(byte[] chunk) {
    return new RequestedAck(chunk);
  }

  /** Also covers acknowledgements that joined {@code flight}. */
  PendingAck promise(byte[] chunk, InFlightIds.Flight flight) {
    RequestedAck mine = pending(chunk);
    mine.begin();
    boolean onDisk = ackOn == AckOn.SPOOLED;
    if (flight == InFlightIds.Flight.NONE) {
      return new PendingAck(mine::acknowledge, onDisk);
    }
    return new PendingAck(
        () -> {
          mine.acknowledge();
          flight.kept();
        },
        onDisk,
        flight::broken);
  }

  /** Acknowledgement of one chunk id. */
  final class RequestedAck implements InFlightIds.AckWaiter {
    private final byte[] chunk;

    private RequestedAck(byte[] chunk) {
      this.chunk = chunk;
    }

    void begin() {
      wanted = true;
      pending++;
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
                pending--;
                sendOrClose();
                whenSent.run();
              });
    }

    /** Closes the connection on failure, so that the client resends without waiting. */
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
