package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Splits a connection's bytes into MessagePack or JSON frames, which may alternate. Frames complete
 * in one read are handled in place; {@link PartialFrame} assembles others. Everything read is
 * handled even when the handler stops reading. Frames that are or become large are handled in time
 * slices, see {@link LargeFrame}. An incomplete frame at the end is discarded without an error. One
 * per connection, on its event loop.
 */
public final class ForwardDecoder extends ChannelInboundHandlerAdapter {
  /** Bytes of a frame, or decompressed per read, handled at once. */
  static final int AT_ONCE_BYTES = 512 * 1024;

  private final FrameHandler handler;
  private final FrameScanner scanner;
  private final JsonFrame json;
  private final ForwardFrame frame;
  private final PartialFrame part;
  private final LargeFrame large;
  private FrameFormat format;
  private int maxFrameBytes = Integer.MAX_VALUE;
  private String maxFrameReason = "";
  private long frameOffset;
  private long decompressedBytes;
  private boolean opened;
  private boolean reading;
  private Input input = Input.OPEN;

  /** Lifecycle of the input; it only advances. */
  private enum Input {
    OPEN,
    /** The connection is closed; its last large frame is still handed out. */
    INACTIVE,
    /** The rest is discarded. */
    ENDED
  }

  /** Result of handling a frame. */
  private enum Outcome {
    HANDLED,
    INCOMPLETE,
    TOO_LARGE
  }

  /** Creates a decoder for {@code handler}. */
  public ForwardDecoder(ForwardLimits limits, FrameHandler handler) {
    this(limits, handler, FrameMemory.UNCOUNTED);
  }

  /** Creates a decoder that counts held bytes in {@code memory}. */
  public ForwardDecoder(ForwardLimits limits, FrameHandler handler, FrameMemory memory) {
    this.handler = handler;
    this.scanner = new FrameScanner(limits);
    this.json = new JsonFrame(limits, memory);
    this.format = scanner;
    this.frame = new ForwardFrame(limits, memory);
    this.part = new PartialFrame(memory);
    this.large = new LargeFrame(this::turn, memory);
  }

  /**
   * Rejects longer frames from now on, in addition to the general limits.
   *
   * @param reason names the limit: {@code "before the handshake"}
   */
  public void limitFrames(int bytes, String reason) {
    maxFrameBytes = bytes;
    maxFrameReason = reason;
  }

  /** Offers the handler again the frame that {@link FrameHandler#mayTake} refused. */
  public void resume() {
    large.resume();
  }

  /**
   * Returns whether no frame is incomplete. Valid between reads; also true once all input is
   * discarded.
   */
  public boolean atFrameBoundary() {
    return part.isEmpty() && large.isEmpty();
  }

  /** Discards input not handed out yet, and all later input. */
  public void abandon() {
    end();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ctx.fireChannelRead(message);
      return;
    }
    reading = true;
    decompressedBytes = 0;
    try {
      if (!large.isOpen()) {
        take(ctx, bytes);
      }
      if (large.isOpen()) {
        large.keep(ctx, bytes);
      }
    } finally {
      reading = false;
      bytes.release();
      releaseIfEnded();
      handler.onReadEnd(ctx);
    }
  }

  private void take(ChannelHandlerContext ctx, ByteBuf bytes) {
    while (input != Input.ENDED && !large.isOpen() && !part.isEmpty() && bytes.isReadable()) {
      completePart(ctx, bytes);
    }
    EventLoopArray array = EventLoopArray.forRead();
    int length = bytes.readableBytes();
    if (!array.suits(bytes, length)) {
      takeFrames(ctx, bytes);
      return;
    }
    try {
      ByteBuf copy = array.lend(bytes, bytes.readerIndex(), length);
      takeFrames(ctx, copy);
      bytes.skipBytes(length - copy.readableBytes());
    } finally {
      array.giveBack();
    }
  }

  private void takeFrames(ChannelHandlerContext ctx, ByteBuf bytes) {
    while (input != Input.ENDED && !large.isOpen() && bytes.isReadable()) {
      Outcome outcome = next(ctx, bytes);
      if (outcome == Outcome.TOO_LARGE) {
        part.start(ctx.alloc(), bytes.readSlice(format.length()), format.length());
        open(ctx);
      } else if (outcome == Outcome.INCOMPLETE) {
        part.start(ctx.alloc(), bytes, format.length());
        return;
      }
    }
  }

  /** Leaves bytes that belong to later frames. */
  private void completePart(ChannelHandlerContext ctx, ByteBuf bytes) {
    int had = part.add(bytes, format.length());
    ByteBuf in = part.bytes();
    switch (next(ctx, in)) {
      case HANDLED -> {
        bytes.skipBytes(in.readerIndex() - had);
        part.release();
      }
      case INCOMPLETE -> bytes.skipBytes(in.readableBytes() - had);
      case TOO_LARGE -> {
        bytes.skipBytes(format.length() - had);
        in.writerIndex(format.length());
        open(ctx);
      }
    }
  }

  private Outcome next(ChannelHandlerContext ctx, ByteBuf in) {
    int start = in.readerIndex();
    try {
      if (format.length() == 0 && isBetweenFrames(in.getUnsignedByte(start))) {
        in.skipBytes(1);
        frameOffset++;
        return Outcome.HANDLED;
      }
      boolean whole = format.scan(in, start, in.writerIndex());
      checkLength(start);
      if (!whole) {
        return Outcome.INCOMPLETE;
      }
      if (!handle(ctx, in, start)) {
        return Outcome.TOO_LARGE;
      }
    } catch (MalformedFrameException e) {
      refuse(ctx, e, start);
      return Outcome.INCOMPLETE;
    }
    in.readerIndex(start + format.length());
    handled();
    return Outcome.HANDLED;
  }

  /** Returns whether the byte separates frames; otherwise chooses the next frame's format. */
  private boolean isBetweenFrames(int first) {
    if (first == MessagePackHeader.NIL || json.isBetweenFrames(first)) {
      return true;
    }
    format = JsonFrame.begins(first) ? json : scanner;
    return false;
  }

  private void checkLength(int start) throws MalformedFrameException {
    if (format.length() > maxFrameBytes) {
      throw new MalformedFrameException(
          start, "a frame of more than " + maxFrameBytes + " bytes " + maxFrameReason);
    }
  }

  private void handled() {
    frameOffset += format.length();
    format.reset();
    opened = false;
  }

  private void refuse(ChannelHandlerContext ctx, MalformedFrameException e, int start) {
    advance(Input.ENDED);
    int events = opened ? frame.eventsSeen() : format.eventsSeen();
    // Offsets in a converted JSON frame do not apply to the input.
    int within = opened && format == json ? 0 : e.offset() - start;
    handler.onMalformed(ctx, frameOffset + within, e.getMessage(), events);
  }

  /** Returns false, with nothing handed out, when the frame is too large for now. */
  private boolean handle(ChannelHandlerContext ctx, ByteBuf in, int start)
      throws MalformedFrameException {
    boolean returned = false;
    try {
      boolean atOnce = true;
      if (format == scanner && scanner.grammar().handshake()) {
        handler.onHandshake(ctx, HandshakeFrames.decode(in, start));
      } else {
        atOnce = handleAtOnce(ctx, in, start);
      }
      returned = true;
      return atOnce;
    } finally {
      frame.close();
      endUnless(returned);
    }
  }

  private boolean handleAtOnce(ChannelHandlerContext ctx, ByteBuf in, int start)
      throws MalformedFrameException {
    if (format.length() > AT_ONCE_BYTES || decompressedBytes > AT_ONCE_BYTES) {
      return false;
    }
    while (!convert(ctx, in, start, Integer.MAX_VALUE)) {}
    openFrame(ctx, in, start);
    if (!handler.mayTake(frame) || !frame.prepare()) {
      return false;
    }
    decompressedBytes += frame.decompressedBytes();
    handler.onFrame(ctx, frame);
    return true;
  }

  /** Returns true when the frame is available as MessagePack. */
  private boolean convert(ChannelHandlerContext ctx, ByteBuf in, int start, int sliceBytes)
      throws MalformedFrameException {
    return format == scanner || json.convert(in, start, sliceBytes, ctx.alloc());
  }

  private void openFrame(ChannelHandlerContext ctx, ByteBuf in, int start)
      throws MalformedFrameException {
    opened = true;
    if (format == scanner) {
      frame.open(in, start, scanner, ctx.alloc());
    } else {
      frame.open(json.packed(), 0, json.scanner(), ctx.alloc());
      frame.fromJson(json);
    }
  }

  private void open(ChannelHandlerContext ctx) {
    large.open(ctx);
    handler.onLargeFrame(true);
  }

  private void turn(ChannelHandlerContext ctx) {
    boolean returned = false;
    reading = true;
    decompressedBytes = 0;
    try {
      step(ctx);
      returned = true;
    } catch (MalformedFrameException e) {
      refuse(ctx, e, 0);
      returned = true;
    } finally {
      reading = false;
      endUnless(returned);
      releaseIfEnded();
      handler.onReadEnd(ctx);
    }
  }

  private void step(ChannelHandlerContext ctx) throws MalformedFrameException {
    if (!convert(ctx, part.bytes(), 0, AT_ONCE_BYTES)) {
      large.schedule(ctx);
      return;
    }
    if (large.begins()) {
      openFrame(ctx, part.bytes(), 0);
      if (!handler.mayTake(frame)) {
        frame.close();
        large.hold();
        return;
      }
    }
    if (handOut(ctx)) {
      closeLarge(ctx);
    } else {
      large.schedule(ctx);
    }
  }

  /** Returns true when nothing is left. */
  private boolean handOut(ChannelHandlerContext ctx) throws MalformedFrameException {
    if (!frame.prepare()) {
      return false;
    }
    int before = frame.eventsLeft();
    handler.onFrame(ctx, frame);
    boolean more = frame.hasMore() && frame.eventsLeft() < before;
    if (more) {
      frame.continues();
    }
    return !more;
  }

  private void closeLarge(ChannelHandlerContext ctx) {
    frame.close();
    handled();
    part.release();
    large.close();
    while (input != Input.ENDED && !large.isOpen() && !large.isEmpty()) {
      take(ctx, large.oldest());
      if (!large.oldest().isReadable()) {
        large.releaseOldest();
      }
    }
    if (!large.isOpen()) {
      endUnless(input == Input.OPEN);
      handler.onLargeFrame(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    advance(Input.INACTIVE);
    if (!large.isOpen()) {
      end();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    // A closed connection removes its handlers, but its last large frame is still handed out.
    if (!(input == Input.INACTIVE && large.isOpen())) {
      end();
    }
  }

  /** A handler may call this during a frame, whose bytes are then released later. */
  private void end() {
    advance(Input.ENDED);
    if (!reading) {
      releaseIfEnded();
    }
  }

  private void advance(Input next) {
    if (next.compareTo(input) > 0) {
      input = next;
    }
  }

  private void endUnless(boolean going) {
    if (!going) {
      advance(Input.ENDED);
    }
  }

  private void releaseIfEnded() {
    if (input == Input.ENDED) {
      part.release();
      json.release();
      boolean wasOpen = large.isOpen();
      large.release();
      if (wasOpen) {
        frame.close();
        handler.onLargeFrame(false);
      }
    }
  }
}
