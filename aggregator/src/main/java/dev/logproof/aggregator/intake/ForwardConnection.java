package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.LoopOutput;
import dev.logproof.forward.decode.EventConsumer;
import dev.logproof.forward.decode.ForwardDecoder;
import dev.logproof.forward.decode.ForwardFrame;
import dev.logproof.forward.decode.FrameHandler;
import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the forward protocol: routes its frames, owes it acknowledgements, makes it wait
 * while an output is full, and lets it go without losing a line. Letting go: a client that never
 * reads (Docker's driver) notices only a reset, and only at its next write; so the connection is
 * read until the kernel has nothing more and the last frame is whole, and is reset in that very
 * moment. A client that wants acknowledgements is not read any further, gets what it is owed, and
 * then its {@link Farewell}. Confined to the connection's event loop.
 */
final class ForwardConnection extends ChannelInboundHandlerAdapter
    implements FrameHandler, EventConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardConnection.class);

  private static final LoopOutput NOWHERE =
      (event, offset, length, ack) -> {
        throw new IllegalStateException("an event outside a frame");
      };

  private static final byte[] NO_CHUNK = {};

  /** Silence after which a connection counts as idle, so that a reset can hardly meet a write. */
  private static final long IDLE_MILLIS = 200;

  private final Channel channel;
  private final LoopRoutes routes;
  private final Connections connections;
  private final Ledger ledger;
  private final OwedAcks acks;
  private final Optional<InFlightIds> inFlight;
  private final KernelReads kernelReads;
  private final ForwardDecoder decoder;
  private final Admission admission;
  private final Optional<TlsRecords> tlsRecords;
  private final Set<LoopOutput> waitingFor = new HashSet<>();
  private boolean peerReadsSlowly;
  private volatile boolean lettingGo;
  private volatile boolean unpacking;
  private volatile boolean saidFarewell;
  private LoopOutput target = NOWHERE;
  private long receivedEvents;
  private long receivedBytes;
  private Optional<PendingAck> ack = Optional.empty();

  ForwardConnection(Channel channel, ForwardServer.Wiring wiring) {
    this.channel = channel;
    this.routes = wiring.routes().apply(channel);
    this.connections = wiring.connections();
    this.ledger = wiring.ledger();
    this.acks = new OwedAcks(channel, wiring.ackOn(), this::sayFarewellIfPaid);
    this.inFlight = wiring.inFlight();
    this.kernelReads = new KernelReads();
    this.decoder = new ForwardDecoder(wiring.limits(), this);
    ForwardAccess access = wiring.access();
    this.admission = new Admission(channel, access.handshake(channel), access.maxHandshakeMillis());
    this.tlsRecords = access.encrypt(channel);
    channel.config().setRecvByteBufAllocator(kernelReads);
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
  }

  /** True when a reset now would cut no frame in two. */
  private boolean atFrameBoundary() {
    return decoder.atFrameBoundary() && tlsRecords.map(TlsRecords::atBoundary).orElse(true);
  }

  @Override
  public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
    if (!admission.isGranted()) {
      admission.refuse("events before the handshake");
      return;
    }
    byte[] chunk = frame.hasChunk() ? frame.chunk() : NO_CHUNK;
    if (frame.isContinued()) {
      handOut(route(frame), frame, chunk);
      return;
    }
    receivedBytes += frame.frameBytes();
    if (chunk.length > 0 && inFlight.isPresent()) {
      takeOnce(frame, chunk, inFlight.get());
    } else {
      take(frame, chunk, Optional.empty());
    }
  }

  /** Takes a frame unless its chunk is in flight, in which case it joins that. */
  private void takeOnce(ForwardFrame frame, byte[] chunk, InFlightIds ids) {
    OwedAcks.Owed joining = acks.owed(chunk);
    Optional<InFlightIds.Flight> first = ids.claim(chunk, joining);
    if (first.isEmpty()) {
      joining.begin();
      reject(frame, RejectCause.DUPLICATE_IN_FLIGHT);
      return;
    }
    boolean taken = false;
    try {
      taken = take(frame, chunk, first);
    } finally {
      if (!taken) {
        first.get().broken();
      }
    }
  }

  private boolean take(ForwardFrame frame, byte[] chunk, Optional<InFlightIds.Flight> flight) {
    LoopOutput output = route(frame);
    if (!output.admit(frame.eventCount())) {
      reject(frame, RejectCause.BUFFER_OVERFLOW);
      return false;
    }
    ack =
        chunk.length > 0 && !acks.areDueAtOnce()
            ? Optional.of(acks.promise(chunk, flight))
            : Optional.empty();
    handOut(output, frame, chunk);
    return true;
  }

  private LoopOutput route(ForwardFrame frame) {
    return routes.find(frame.buffer(), frame.tagOffset(), frame.tagLength());
  }

  private void reject(ForwardFrame frame, RejectCause cause) {
    receivedEvents += frame.eventCount();
    ledger.rejected(cause, frame.eventCount());
  }

  /** Hands out a frame, or the next part of a large one. */
  private void handOut(LoopOutput output, ForwardFrame frame, byte[] chunk) {
    aim(output);
    receivedEvents += frame.forEachEvent(this);
    if (frame.hasMore()) {
      return;
    }
    ack.ifPresent(PendingAck::partKept);
    if (chunk.length > 0 && acks.areDueAtOnce()) {
      acks.send(chunk);
    }
  }

  /** Frames for one output come in runs: its books are kept at the end of each run. */
  private void aim(LoopOutput output) {
    if (output != target) {
      endRun();
      target = output;
    }
  }

  private void endRun() {
    target.frameEnd();
    if (target.isFull() && !lettingGo && waitingFor.add(target)) {
      waitForRoom(target);
    }
  }

  @Override
  public void onReadEnd(ChannelHandlerContext ctx) {
    keepBooks();
  }

  private void keepBooks() {
    if (receivedBytes > 0 || receivedEvents > 0) {
      ledger.received(receivedEvents, receivedBytes);
      receivedEvents = 0;
      receivedBytes = 0;
      endRun();
    }
  }

  @Override
  public void event(ByteBuf buffer, int offset, int length, long epochSeconds, int nanos) {
    target.take(buffer, offset, length, ack);
  }

  private void waitForRoom(LoopOutput output) {
    updateReading();
    output.whenRoom(
        () ->
            channel
                .eventLoop()
                .execute(
                    () -> {
                      waitingFor.remove(output);
                      updateReading();
                    }));
  }

  private void updateReading() {
    boolean reading =
        lettingGo
            ? !acks.areWanted() || saidFarewell
            : waitingFor.isEmpty() && !peerReadsSlowly && channel.isOpen();
    channel.config().setAutoRead(reading && !unpacking);
  }

  @Override
  public void onLargeFrame(boolean begins) {
    unpacking = begins;
    updateReading();
    if (!begins && !channel.isOpen()) {
      // Who waits for its end looks at the books.
      keepBooks();
      connections.remove(this);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    peerReadsSlowly = !channel.isWritable();
    updateReading();
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason) {
    LOG.warn(
        "closing {}: bad frame at byte {} of the connection: {}",
        channel.remoteAddress(),
        offset,
        reason);
    ctx.close();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (lettingGo && !acks.areWanted() && kernelReads.sawEmpty() && atFrameBoundary()) {
      Reset.now(channel);
    } else if (lettingGo && acks.areWanted() && !saidFarewell) {
      stopReading();
    }
    ctx.fireChannelReadComplete();
  }

  void onItsLoop(Runnable action) {
    channel.eventLoop().execute(action);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!unpacking) {
      connections.remove(this);
    }
    ctx.fireChannelInactive();
  }

  /** Lets the client go; it ends up at another task. */
  void letGo() {
    if (lettingGo) {
      return;
    }
    lettingGo = true;
    Reset.prepare(channel);
    updateReading();
    if (acks.areWanted()) {
      stopReading();
      return;
    }
    kernelReads.untilEmpty();
    var unused =
        channel.eventLoop().schedule(this::resetIfIdle, IDLE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** It is known to want acknowledgements: what it sends now it will send again elsewhere. */
  private void stopReading() {
    updateReading();
    connections.changed();
    sayFarewellIfPaid();
  }

  private void sayFarewellIfPaid() {
    if (lettingGo && acks.areWanted() && acks.arePaid() && !saidFarewell && channel.isOpen()) {
      saidFarewell = true;
      Farewell.say(channel);
      connections.changed();
    }
  }

  /** No data came for a while, else {@link #channelReadComplete} would have let it go. */
  private void resetIfIdle() {
    if (channel.isOpen() && !acks.areWanted() && atFrameBoundary()) {
      reset();
    }
  }

  /** Time is up: whatever is missing will not come. */
  void resetNow() {
    if (!saidFarewell && !atFrameBoundary()) {
      LOG.warn("resetting {} in the middle of a frame", channel.remoteAddress());
    }
    decoder.abandon();
    reset();
  }

  /** True while more events may come from it. */
  boolean mayBringEvents() {
    return unpacking || (channel.isOpen() && !(lettingGo && acks.areWanted()));
  }

  /** True while it waits for acknowledgements, or may come to. */
  boolean isOwed() {
    return channel.isOpen() && !saidFarewell;
  }

  private void reset() {
    Reset.prepare(channel);
    Reset.now(channel);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() instanceof SSLException tls) {
      LOG.warn("closing {}: TLS failed: {}", channel.remoteAddress(), tls.getMessage());
    } else if (cause instanceof IOException) {
      LOG.debug("connection {} ended: {}", channel.remoteAddress(), cause.getMessage());
    } else {
      LOG.error("closing {} after a defect", channel.remoteAddress(), cause);
    }
    ctx.close();
  }
}
