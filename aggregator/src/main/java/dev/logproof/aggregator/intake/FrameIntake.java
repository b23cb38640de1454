package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.forward.decode.EventConsumer;
import dev.logproof.forward.decode.EventFlaw;
import dev.logproof.forward.decode.ForwardFrame;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Routes the frames of one connection, hands their events to outputs and registers requested
 * acknowledgements. Updates counters once per run of frames for one output. Confined to its event
 * loop.
 */
final class FrameIntake implements EventConsumer {
  private static final EventLoopOutput NOWHERE =
      (event, offset, length, ack) -> {
        throw new IllegalStateException("an event outside a frame");
      };

  private static final byte[] NO_CHUNK = {};

  private final TagRouter routes;
  private final ReadCounts counts;
  private final PendingAcks acks;
  private final InFlightIds inFlight;
  private final FlawedEvents flawedEvents;
  private final Consumer<EventLoopOutput> runEnded;
  private EventLoopOutput target = NOWHERE;
  private EventLoopOutput routed = NOWHERE;
  private PendingAck ack = PendingAck.NONE;
  private InFlightIds.Flight flight = InFlightIds.Flight.NONE;

  FrameIntake(
      TagRouter routes,
      ReadCounts counts,
      PendingAcks acks,
      InFlightIds inFlight,
      FlawedEvents flawedEvents,
      Consumer<EventLoopOutput> runEnded) {
    this.routes = routes;
    this.counts = counts;
    this.flawedEvents = flawedEvents;
    this.acks = acks;
    this.inFlight = inFlight;
    this.runEnded = runEnded;
  }

  /** The next {@link #handle} uses the returned output. */
  EventLoopOutput route(ForwardFrame frame) {
    routed = routes.find(frame.buffer(), frame.tagOffset(), frame.tagLength());
    return routed;
  }

  /** Handles a frame, or the next part of a large one. */
  void handle(ForwardFrame frame) {
    boolean handled = false;
    try {
      handOutOrJoin(frame);
      handled = true;
    } finally {
      if (!handled) {
        ack.neverKept();
        flight.broken();
      }
    }
  }

  private void handOutOrJoin(ForwardFrame frame) {
    byte[] chunk = frame.hasChunk() ? frame.chunk() : NO_CHUNK;
    if (frame.isContinued()) {
      // Frames of other connections may have set another tag in the meantime.
      route(frame);
      target.admitMore(frame.eventCount());
      handOut(target, frame, chunk);
      return;
    }
    ack = PendingAck.NONE;
    flight = InFlightIds.Flight.NONE;
    counts.frame(frame.frameBytes());
    if (chunk.length == 0 || inFlight.isOff()) {
      take(frame, chunk);
    } else {
      takeOnce(frame, chunk);
    }
  }

  private void takeOnce(ForwardFrame frame, byte[] chunk) {
    PendingAcks.RequestedAck joining = acks.pending(chunk);
    Optional<InFlightIds.Flight> claimed = inFlight.claim(chunk, joining);
    if (claimed.isEmpty()) {
      joining.begin();
      counts.rejected(RejectCause.DUPLICATE_IN_FLIGHT, frame.eventCount());
      return;
    }
    flight = claimed.get();
    if (!take(frame, chunk)) {
      flight.broken();
    }
  }

  private boolean take(ForwardFrame frame, byte[] chunk) {
    EventLoopOutput output = routed;
    if (!output.admit(frame.eventCount())) {
      counts.rejected(output.refusal(), frame.eventCount());
      return false;
    }
    ack =
        chunk.length > 0 && !acks.areSentImmediately()
            ? acks.promise(chunk, flight)
            : PendingAck.NONE;
    handOut(output, frame, chunk);
    return true;
  }

  private void handOut(EventLoopOutput output, ForwardFrame frame, byte[] chunk) {
    aim(output);
    frame.forEachEvent(this);
    if (frame.hasMore()) {
      return;
    }
    ack.partKept();
    if (chunk.length > 0 && acks.areSentImmediately()) {
      acks.send(chunk);
    }
  }

  private void aim(EventLoopOutput output) {
    if (output != target) {
      endRun();
      target = output;
    }
  }

  void endRun() {
    target.frameEnd();
    runEnded.accept(target);
  }

  @Override
  public void event(ByteBuf buffer, int offset, int length, long epochSeconds, int nanos) {
    counts.event();
    boolean taken = false;
    try {
      target.time(epochSeconds, nanos);
      target.take(buffer, offset, length, ack);
      taken = true;
    } finally {
      if (!taken) {
        counts.notKept();
      }
    }
  }

  @Override
  public void flawed(ForwardFrame frame, EventFlaw flaw, int events) {
    flawedEvents.drop(frame, flaw, events);
  }
}
