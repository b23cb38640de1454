package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.forward.decode.EventConsumer;
import dev.logproof.forward.decode.EventFlaw;
import dev.logproof.forward.decode.ForwardDecoder;
import dev.logproof.forward.decode.ForwardFrame;
import dev.logproof.forward.decode.FrameHandler;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the forward protocol: routes frames, tracks acknowledgements, pauses reads while an
 * output is full, and drains. A client that never reads (Docker's driver) notices only a reset, at
 * its next write; see {@link SilenceReset}. For a client that requests acknowledgements, draining
 * stops reads, sends the pending ones, and half-closes; see {@link LingeringClose}. Confined to the
 * connection's event loop.
 */
final class ForwardConnection extends ChannelInboundHandlerAdapter
    implements FrameHandler, EventConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardConnection.class);

  private static final EventLoopOutput NOWHERE =
      (event, offset, length, ack) -> {
        throw new IllegalStateException("an event outside a frame");
      };

  private static final byte[] NO_CHUNK = {};
  private static final String BEFORE_HANDSHAKE = "before the handshake";

  private final Channel channel;
  private final TagRouter routes;
  private final Connections connections;
  private final ReadCounts counts;
  private final FlawedEvents flawedEvents;
  private final PendingAcks acks;
  private final Optional<InFlightIds> inFlight;
  private final SilenceReset silenceReset;
  private final ForwardDecoder decoder;
  private final Admission admission;
  private final Optional<TlsRecords> tlsRecords;
  private final MemoryWait memory;
  private final OutputWait outputs;
  private boolean peerReadsSlowly;
  private volatile boolean draining;
  private volatile boolean unpacking;
  private volatile boolean halfClosed;
  private EventLoopOutput target = NOWHERE;
  private EventLoopOutput routed = NOWHERE;
  private Optional<PendingAck> ack = Optional.empty();
  private Optional<InFlightIds.Flight> flight = Optional.empty();

  ForwardConnection(Channel channel, ForwardServer.Wiring wiring) {
    this.channel = channel;
    this.routes = wiring.routes().apply(channel);
    this.connections = wiring.connections();
    this.counts = new ReadCounts(wiring.ledger());
    this.flawedEvents = new FlawedEvents(channel, counts, wiring.ledger());
    this.acks = new PendingAcks(channel, wiring.ackOn(), this::halfCloseIfAcknowledged);
    this.inFlight = wiring.inFlight();
    this.outputs = new OutputWait(channel.eventLoop(), this::goOn);
    this.memory =
        new MemoryWait(
            channel.eventLoop(),
            wiring.memory(),
            System::nanoTime,
            this::updateReading,
            () -> giveUp("the rest of its frame did not come within its turn"));
    DrainingRecvByteBufAllocator recvAllocator =
        new DrainingRecvByteBufAllocator(memory::readBytes);
    this.silenceReset = new SilenceReset(channel, recvAllocator, this::mayReset, counts::allEvents);
    this.decoder = new ForwardDecoder(wiring.limits(), this, wiring.memory());
    ForwardAccess access = wiring.access();
    this.admission = new Admission(channel, access.handshake(channel), access.maxHandshakeMillis());
    if (!admission.isGranted()) {
      decoder.limitFrames(HandshakeCodec.MAX_BYTES, BEFORE_HANDSHAKE);
    }
    this.tlsRecords = access.encrypt(channel, wiring.memory());
    channel.config().setRecvByteBufAllocator(recvAllocator);
  }

  ForwardDecoder decoder() {
    return decoder;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    admission.begin();
    ctx.fireChannelActive();
  }

  @Override
  public void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {
    admission.answer(message);
    if (admission.isGranted()) {
      decoder.limitFrames(Integer.MAX_VALUE, "");
    }
  }

  /** Returns true when a reset now would split no frame. */
  private boolean atFrameBoundary() {
    return decoder.atFrameBoundary() && tlsRecords.map(TlsRecords::atBoundary).orElse(true);
  }

  /**
   * Refuses frames before the handshake. Holds them while their output is full, except when
   * draining.
   */
  @Override
  public boolean mayTake(ForwardFrame frame) {
    if (!admission.isGranted()) {
      admission.refuse("events " + BEFORE_HANDSHAKE);
      decoder.abandon();
      return false;
    }
    routed = routes.find(frame.buffer(), frame.tagOffset(), frame.tagLength());
    if (draining || !routed.isFull()) {
      return true;
    }
    waitForRoom(routed);
    return false;
  }

  @Override
  public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
    boolean handled = false;
    try {
      handle(frame);
      handled = true;
    } finally {
      if (!handled) {
        ack.ifPresent(PendingAck::neverKept);
        flight.ifPresent(InFlightIds.Flight::broken);
      }
    }
  }

  private void handle(ForwardFrame frame) {
    byte[] chunk = frame.hasChunk() ? frame.chunk() : NO_CHUNK;
    if (frame.isContinued()) {
      handOut(target, frame, chunk);
      return;
    }
    ack = Optional.empty();
    flight = Optional.empty();
    counts.frame(frame.frameBytes());
    if (chunk.length == 0 || inFlight.isEmpty()) {
      take(frame, chunk);
      return;
    }
    PendingAcks.RequestedAck joining = acks.owed(chunk);
    flight = inFlight.get().claim(chunk, joining);
    if (flight.isEmpty()) {
      joining.begin();
      counts.rejected(RejectCause.DUPLICATE_IN_FLIGHT, frame.eventCount());
    } else if (!take(frame, chunk)) {
      flight.get().broken();
    }
  }

  private boolean take(ForwardFrame frame, byte[] chunk) {
    EventLoopOutput output = routed;
    if (!output.admit(frame.eventCount())) {
      counts.rejected(
          output.isClosed() ? RejectCause.STOPPED : RejectCause.BUFFER_OVERFLOW,
          frame.eventCount());
      return false;
    }
    ack =
        chunk.length > 0 && !acks.areSentImmediately()
            ? Optional.of(acks.promise(chunk, flight))
            : Optional.empty();
    handOut(output, frame, chunk);
    return true;
  }

  /** Hands out a frame, or the next part of a large one. */
  private void handOut(EventLoopOutput output, ForwardFrame frame, byte[] chunk) {
    aim(output);
    frame.forEachEvent(this);
    if (frame.hasMore()) {
      return;
    }
    ack.ifPresent(PendingAck::partKept);
    if (chunk.length > 0 && acks.areSentImmediately()) {
      acks.send(chunk);
    }
  }

  /** Switches the output. Counters are updated once per run of frames for one output. */
  private void aim(EventLoopOutput output) {
    if (output != target) {
      endRun();
      target = output;
    }
  }

  private void endRun() {
    target.frameEnd();
    if (target.isFull() && !draining) {
      waitForRoom(target);
    }
  }

  @Override
  public void onReadEnd(ChannelHandlerContext ctx) {
    updateCounters();
    memory.afterRead(!unpacking && !atFrameBoundary());
  }

  private void updateCounters() {
    if (counts.flush()) {
      endRun();
    }
  }

  @Override
  public void event(ByteBuf buffer, int offset, int length, long epochSeconds, int nanos) {
    counts.event();
    boolean taken = false;
    try {
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

  private void waitForRoom(EventLoopOutput output) {
    if (outputs.begin(output)) {
      updateReading();
    }
  }

  /** Resumes reading after an output has room again. */
  private void goOn() {
    memory.pardon();
    decoder.resume();
    updateReading();
  }

  private void updateReading() {
    boolean reading =
        draining
            ? !acks.areRequested() || halfClosed
            : outputs.isOver() && memory.mayRead() && !peerReadsSlowly && channel.isOpen();
    if (!reading || unpacking) {
      silenceReset.notReading();
    }
    channel.config().setAutoRead(reading && !unpacking);
  }

  @Override
  public void onLargeFrame(boolean begins) {
    unpacking = begins;
    updateReading();
    if (!begins && !channel.isOpen()) {
      // The drain reads the counters as soon as the connection is removed, so update them first.
      updateCounters();
      end();
    }
  }

  private void end() {
    connections.remove(this);
    outputs.end();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    peerReadsSlowly = !channel.isWritable();
    updateReading();
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events) {
    flawedEvents.closing(offset, reason, admission.isGranted() ? events : 0);
    ctx.close();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    silenceReset.readEnded();
    if (tlsRecords.isPresent()) {
      // A read that completes no TLS record does not reach the decoder.
      memory.afterRead(!unpacking && !atFrameBoundary());
    }
    if (draining && acks.areRequested() && !halfClosed) {
      stopReading();
    }
    ctx.fireChannelReadComplete();
  }

  void onItsLoop(Runnable action) {
    channel.eventLoop().execute(action);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    memory.end();
    if (!unpacking) {
      end();
    }
    ctx.fireChannelInactive();
  }

  /** Drains the client, within {@code window} if possible; it moves to another task. */
  void drain(DrainWindow window) {
    if (draining) {
      return;
    }
    draining = true;
    decoder.resume();
    ConnectionReset.prepare(channel);
    updateReading();
    if (acks.areRequested()) {
      stopReading();
    } else {
      silenceReset.begin(window);
    }
  }

  /** Stops reading: the client requests acknowledgements, so it resends later data elsewhere. */
  private void stopReading() {
    updateReading();
    connections.changed();
    halfCloseIfAcknowledged();
  }

  private void halfCloseIfAcknowledged() {
    if (draining && acks.areRequested() && acks.isEmpty() && !halfClosed && channel.isOpen()) {
      halfClosed = true;
      LingeringClose.say(channel);
      connections.changed();
    }
  }

  private boolean mayReset() {
    return draining && !acks.areRequested() && atFrameBoundary();
  }

  /** Frees the memory of a frame that stays incomplete for too long. */
  void giveUpIfOverdue() {
    if (outputs.isOver() && !unpacking && memory.isOverdue()) {
      giveUp("its frame was not complete within " + MemoryWait.MAX_FRAME_MILLIS + " ms");
    }
  }

  private void giveUp(String reason) {
    connections.gaveUp(channel.remoteAddress(), reason);
    decoder.abandon();
    channel.close();
  }

  /** Resets the connection, even in the middle of a frame. */
  void resetNow() {
    if (!halfClosed && !atFrameBoundary()) {
      LOG.warn("resetting {} in the middle of a frame", channel.remoteAddress());
    }
    decoder.abandon();
    reset();
  }

  /** Returns true while this connection may bring more events. */
  boolean mayBringEvents() {
    return unpacking || (channel.isOpen() && !(draining && acks.areRequested()));
  }

  /** Returns true while acknowledgements are pending or may become pending. */
  boolean awaitsAcks() {
    return channel.isOpen() && !halfClosed;
  }

  private void reset() {
    ConnectionReset.prepare(channel);
    ConnectionReset.now(channel);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Connections.logFailure(channel.remoteAddress(), cause);
    ctx.close();
  }
}
