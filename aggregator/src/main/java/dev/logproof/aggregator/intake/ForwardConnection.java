package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.forward.decode.ForwardDecoder;
import dev.logproof.forward.decode.ForwardFrame;
import dev.logproof.forward.decode.FrameHandler;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * One client of the forward protocol. A client that never reads (Docker's driver) notices only a
 * reset, at its next write; see {@link SilenceReset}. For a client that requests acknowledgements,
 * draining stops reads, sends the pending ones and half-closes; see {@link LingeringClose}.
 * Confined to its event loop.
 */
final class ForwardConnection extends ChannelInboundHandlerAdapter
    implements FrameHandler, MemoryWait.Listener {
  private static final String BEFORE_HANDSHAKE = "before the handshake";

  private final Channel channel;
  private final Connections connections;
  private final ReadCounts counts;
  private final FlawedEvents flawedEvents;
  private final PendingAcks acks;
  private final FrameIntake frames;
  private final SilenceReset silenceReset;
  private final DrainingRecvByteBufAllocator recvAllocator;
  private final ReadPause.Client reads;
  private final ForwardDecoder decoder;
  private final Admission admission;
  private final TlsRecords tlsRecords;
  private final MemoryWait memory;
  private final OutputWait outputs;
  private final ConnectionLifetime lifetime;
  private volatile ConnectionState state = ConnectionState.OPEN;

  /** Set when the task stops, also for a client that has closed. */
  private boolean stopping;

  /** A large frame is handled in several time slices; nothing is read meanwhile, in any state. */
  private volatile boolean unpacking;

  ForwardConnection(Channel channel, ForwardServer.Wiring wiring) {
    this.channel = channel;
    this.connections = wiring.connections();
    this.lifetime = wiring.age().begin(System.nanoTime());
    this.counts = new ReadCounts(wiring.ledger());
    this.flawedEvents = new FlawedEvents(channel, counts, wiring.ledger());
    this.acks = new PendingAcks(channel, wiring.ackOn(), this::halfCloseIfAcknowledged);
    this.frames =
        new FrameIntake(
            wiring.routes().apply(channel),
            counts,
            acks,
            wiring.inFlight(),
            flawedEvents,
            this::runEnded);
    this.outputs = new OutputWait(channel.eventLoop(), this::goOn);
    this.memory = new MemoryWait(channel.eventLoop(), wiring.memory(), System::nanoTime, this);
    this.recvAllocator = new DrainingRecvByteBufAllocator(memory::readBytes);
    ReadPause readPause = ReadPause.of(channel);
    this.reads = readPause.join();
    this.silenceReset =
        new SilenceReset(channel, readPause, recvAllocator, this::mayReset, counts::allEvents);
    this.decoder = new ForwardDecoder(wiring.limits(), this, wiring.memory());
    this.admission = wiring.access().admission(channel);
    if (!admission.isGranted()) {
      decoder.limitFrames(HandshakeCodec.MAX_BYTES, BEFORE_HANDSHAKE);
    }
    this.tlsRecords = wiring.access().encryption().encrypt(channel, wiring.memory());
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

  private boolean atFrameBoundary() {
    return decoder.atFrameBoundary() && tlsRecords.atBoundary();
  }

  /**
   * Refuses frames before the handshake. Holds them while their output is full, except when
   * draining. The frame of a client that has closed waits as well, because out_forward opens a
   * connection per chunk by default.
   */
  @Override
  public boolean mayTake(ForwardFrame frame) {
    if (!admission.isGranted()) {
      admission.refuse("events " + BEFORE_HANDSHAKE);
      decoder.abandon();
      return false;
    }
    EventLoopOutput output = frames.route(frame);
    if (!waitsForRoom() || !output.isFull()) {
      memory.frameFreed();
      return true;
    }
    memory.frameHeld(frame.frameBytes());
    waitForRoom(output);
    return false;
  }

  private boolean waitsForRoom() {
    return state.waitsForRoom() || (state == ConnectionState.CLOSED && !stopping);
  }

  @Override
  public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
    frames.handle(frame);
  }

  @Override
  public void onReadEnd(ChannelHandlerContext ctx) {
    updateCounters();
    updateMemoryWait();
    if (state == ConnectionState.DRAINING && counts.lacksMemory()) {
      connections.gaveUp(channel.remoteAddress(), "its events found no memory during the stop");
      decoder.abandon();
      reset();
    }
  }

  private void updateMemoryWait() {
    memory.afterRead(!unpacking && !atFrameBoundary());
  }

  private void updateCounters() {
    if (counts.flush()) {
      frames.endRun();
    }
  }

  private void runEnded(EventLoopOutput output) {
    if (output.isFull() && state.waitsForRoom()) {
      waitForRoom(output);
    }
  }

  private void waitForRoom(EventLoopOutput output) {
    if (outputs.begin(output)) {
      updateReading();
    }
  }

  /** An output has room again. */
  private void goOn() {
    memory.pardon();
    decoder.resume();
    updateReading();
  }

  @Override
  public void mayReadChanged() {
    updateReading();
  }

  @Override
  public void turnExpired() {
    giveUp("the rest of its frame did not arrive in time");
  }

  private void updateReading() {
    boolean reading = isReading();
    if (!reading || unpacking) {
      silenceReset.notReading();
    }
    channel.config().setAutoRead(reading && !unpacking);
  }

  private boolean isReading() {
    return switch (state) {
      case OPEN, LEAVING -> outputs.isOver() && memory.mayRead() && channel.isWritable();
      case DRAINING, HALF_CLOSED -> true;
      case AWAITING_ACKS, CLOSED -> false;
    };
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
    reads.leave();
    memory.frameFreed();
    outputs.end();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    updateReading();
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events) {
    flawedEvents.closing(offset, reason, admission.isGranted() ? events : 0);
    ctx.close();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reads.read(recvAllocator.bytesRead());
    if (acks.areRequested()) {
      reads.needsPromptReads();
      if (state.isEnding()) {
        awaitAcks();
      }
    }
    silenceReset.readEnded();
    if (tlsRecords.areUsed()) {
      // A read that completes no TLS record does not reach the decoder.
      updateMemoryWait();
    }
    ctx.fireChannelReadComplete();
  }

  void onItsLoop(Runnable action) {
    channel.eventLoop().execute(action);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    state = state.to(ConnectionState.CLOSED);
    memory.end();
    if (stopping) {
      decoder.resume();
    }
    if (!unpacking) {
      end();
    }
    ctx.fireChannelInactive();
  }

  void drain(DrainWindow window) {
    stopping = true;
    if (state.waitsForRoom()) {
      end(ConnectionState.DRAINING, window);
    } else {
      decoder.resume();
    }
  }

  /** Ends this connection without loss, so that its client dials again; the task goes on. */
  void leave(DrainWindow window) {
    if (state == ConnectionState.OPEN) {
      end(ConnectionState.LEAVING, window);
    }
  }

  private void end(ConnectionState how, DrainWindow window) {
    if (!channel.isOpen()) {
      // Its descriptor is closed already; the event that says so comes next.
      return;
    }
    enter(how);
    reads.needsPromptReads();
    var unused = counts.lacksMemory();
    decoder.resume();
    ConnectionReset.prepare(channel);
    if (acks.areRequested()) {
      awaitAcks();
    } else {
      silenceReset.begin(window);
    }
  }

  /** True if this connection has reached its age and serves its client as before. */
  boolean isDue(long nowNanos) {
    return state == ConnectionState.OPEN && lifetime.isOver(nowNanos);
  }

  boolean isOpen() {
    return state == ConnectionState.OPEN;
  }

  long ageNanos(long nowNanos) {
    return lifetime.ageNanos(nowNanos);
  }

  /** The client resends unread frames elsewhere, because it requests acknowledgements. */
  private void awaitAcks() {
    enter(ConnectionState.AWAITING_ACKS);
    halfCloseIfAcknowledged();
  }

  private void halfCloseIfAcknowledged() {
    if (state == ConnectionState.AWAITING_ACKS && acks.isEmpty() && channel.isOpen()) {
      enter(ConnectionState.HALF_CLOSED);
      LingeringClose.say(channel);
    }
  }

  private void enter(ConnectionState next) {
    state = state.to(next);
    updateReading();
    connections.changed();
  }

  private boolean mayReset() {
    return state.isEnding() && isReading() && !acks.areRequested() && atFrameBoundary();
  }

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

  /** Resets even in the middle of a frame. */
  void resetNow() {
    if (state != ConnectionState.HALF_CLOSED && !atFrameBoundary()) {
      connections.resetsAmidFrame(channel.remoteAddress());
    }
    decoder.abandon();
    reset();
  }

  boolean mayBringEvents() {
    return unpacking || (channel.isOpen() && state.mayBringEvents());
  }

  /** Returns true while acknowledgements are or may become pending. */
  boolean awaitsAcks() {
    return channel.isOpen() && state != ConnectionState.HALF_CLOSED;
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
