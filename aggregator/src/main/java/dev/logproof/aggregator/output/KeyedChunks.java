package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.ChunkKeys;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.naming.ChunkValues;
import dev.logproof.aggregator.naming.NameTemplate;
import dev.logproof.aggregator.transcode.FieldText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buffered output with chunk keys: one open chunk per key, at most {@value #MAX_OPEN}. The chunk
 * used least recently is sealed to make room for another. Confined to one event loop.
 */
final class KeyedChunks extends BufferView {
  static final int MAX_OPEN = 256;

  private static final Logger LOG = LoggerFactory.getLogger(KeyedChunks.class);
  private static final OncePerMinute WARNINGS = new OncePerMinute(System::nanoTime);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  private final BufferConfig buffer;
  private final ChunkKeys keys;
  private final NameTemplate name;
  private final ChunkDestinations destinations;
  private final RecordForm form;
  private final boolean acksWhenBuffered;
  private final NewAppender appenders;
  private final EventOutcomes outcomes;
  private final InstantSource clock;
  private final List<FieldText> fields;
  private final Map<ByteBuffer, Open> open = new LinkedHashMap<>(16, 0.75f, true);
  private final ByteBuf tag = Unpooled.buffer(64);
  private final ByteBuf key = Unpooled.buffer(64);

  /** Key of {@link #current}; no key has one byte. */
  private final ByteBuf currentKey = Unpooled.buffer(64).writeByte(0);

  private ChunkAppender current;
  private long slice;
  private boolean closed;

  /** Creates the appender of one key. */
  interface NewAppender {
    ChunkAppender create(LongSupplier flushDelayMillis, Consumer<Chunk> sealed);
  }

  /**
   * Where events go.
   *
   * @param name name of the destination, with its placeholders
   * @param form form of the records of all appenders
   * @param acksWhenBuffered whether delivery does not hold back acknowledgements
   */
  record Target(
      NameTemplate name,
      ChunkDestinations destinations,
      RecordForm form,
      boolean acksWhenBuffered) {}

  /** The open chunk of one key, and the name of its destination. */
  private record Open(ChunkAppender appender, ByteBuf name) {}

  KeyedChunks(
      BufferConfig buffer,
      Target target,
      NewAppender appenders,
      EventOutcomes outcomes,
      InstantSource clock) {
    super(buffer.overflowAction(), target.destinations());
    this.buffer = buffer;
    this.keys = buffer.keys();
    this.name = target.name();
    this.destinations = target.destinations();
    this.form = target.form();
    this.acksWhenBuffered = target.acksWhenBuffered();
    this.appenders = appenders;
    this.outcomes = outcomes;
    this.clock = clock;
    this.fields = keys.fields().stream().map(field -> new FieldText(field.path())).toList();
    this.current = appenders.create(() -> 1, chunk -> {});
  }

  @Override
  public void tag(ByteBuf from, int offset, int length) {
    tag.clear().writeBytes(from, offset, length);
    form.tag(from, offset, length);
  }

  @Override
  public void time(long epochSeconds, int nanos) {
    slice = keys.time().sliceOf(epochSeconds);
    form.time(epochSeconds, nanos);
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    if (closed) {
      outcomes.refuse(RejectCause.STOPPED, ack);
      return;
    }
    try {
      if (!aim(event, offset, length)) {
        return;
      }
    } catch (RuntimeException | Error e) {
      ERRORS.run(() -> LOG.error("cannot buffer an event; it is not acknowledged", e));
      outcomes.refuse(RejectCause.NOT_KEPT, ack);
      return;
    }
    current.append(event, offset, length, acksWhenBuffered ? PendingAck.NONE : ack);
  }

  /** Selects the chunk of an event; returns false if the event was rejected. */
  private boolean aim(ByteBuf event, int offset, int length) {
    writeKey(event, offset, length);
    if (ByteBufUtil.equals(key, currentKey)) {
      return true;
    }
    ByteBuffer copy = ByteBuffer.wrap(ByteBufUtil.getBytes(key));
    Open found = open.get(copy);
    if (found == null) {
      Optional<String> target = name.resolve(values(event, offset, length));
      if (target.isEmpty() || !destinations.isName(target.get())) {
        String reason =
            target
                .map(text -> "'" + text + "' is no name of a stream")
                .orElse("it has no field for " + name);
        reject(reason, event, offset, length);
        return false;
      }
      makeRoom();
      found = create(target.get());
      open.put(copy, found);
    }
    current.frameEnd();
    current = found.appender();
    form.destination(found.name());
    currentKey.clear().writeBytes(key, 0, key.writerIndex());
    return true;
  }

  private void writeKey(ByteBuf event, int offset, int length) {
    key.clear();
    if (keys.tag()) {
      key.writeInt(tag.readableBytes()).writeBytes(tag, 0, tag.writerIndex());
    }
    if (!keys.time().isNone()) {
      key.writeLong(slice);
    }
    for (int i = 0; i < fields.size(); i++) {
      int start = key.writerIndex();
      key.writeInt(-1);
      if (fields.get(i).append(event, offset, length, key)) {
        key.setInt(start, key.writerIndex() - start);
      }
    }
  }

  private ChunkValues values(ByteBuf event, int offset, int length) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      String written = keys.fields().get(i).written();
      fields.get(i).read(event, offset, length).ifPresent(text -> texts.put(written, text));
    }
    return new ChunkValues(tag.toString(UTF_8), slice, texts);
  }

  private void reject(String reason, ByteBuf event, int offset, int length) {
    outcomes.reject(RejectCause.NO_DESTINATION, event, offset, length);
    WARNINGS.run(
        () ->
            LOG.warn(
                "rejecting an event with tag \"{}\": {}; {} events rejected for cause {} so far",
                tag.toString(UTF_8),
                reason,
                outcomes.ledger().rejected(RejectCause.NO_DESTINATION),
                RejectCause.NO_DESTINATION.label()));
  }

  private Open create(String target) {
    ChunkAppender appender =
        appenders.create(
            FlushDelay.of(buffer, slice, clock), chunk -> destinations.accept(target, chunk));
    return new Open(appender, Unpooled.copiedBuffer(target, UTF_8));
  }

  /** Keeps the chunk if it cannot be sealed. */
  private void makeRoom() {
    if (open.size() < MAX_OPEN) {
      return;
    }
    Iterator<Open> eldest = open.values().iterator();
    ChunkAppender last = eldest.next().appender();
    last.seal();
    last.close();
    eldest.remove();
  }

  @Override
  public void frameEnd() {
    current.frameEnd();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    Optional<RuntimeException> failure = Optional.empty();
    for (Open each : open.values()) {
      try {
        each.appender().close();
      } catch (RuntimeException | Error e) {
        failure = Optional.of(new IllegalStateException("a chunk cannot be sealed", e));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
