package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Chunks never mix keys, and are sent when their flush mode says. */
class KeyedChunksTest {
  private static final long NOW = 1_793_678_700L;

  private final Ledger ledger = new Ledger();
  private final List<String> deadLetters = new ArrayList<>();
  private final Map<String, List<String>> chunks = new TreeMap<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final RecordTranscoder transcoder = new RecordTranscoder();
  private final EventOutcomes outcomes =
      new EventOutcomes(ledger, (reason, event) -> deadLetters.add(reason));

  private final ChunkDestinations destinations =
      new ChunkDestinations() {
        @Override
        public boolean isName(String name) {
          return StreamRecords.Firehose.STREAM_NAMES.test(name);
        }

        @Override
        public void hold(long bytes) {}

        @Override
        public void accept(String name, Chunk chunk) {
          StringBuilder text = new StringBuilder();
          chunk.copyFrom(0).forEach(record -> text.append(new String(record, UTF_8)));
          chunks.computeIfAbsent(name, any -> new ArrayList<>()).add(text.toString());
          ledger.heldDelivered(chunk.records());
          chunk.release();
        }

        @Override
        public boolean isFull() {
          return false;
        }

        @Override
        public void whenRoom(Runnable resume) {}

        @Override
        public void forget(Runnable resume) {}

        @Override
        public void dropOldestWhileFull() {}
      };

  private KeyedChunks view(String stream, String buffer) {
    StreamOutput config = OneMatch.firehose(stream, buffer);
    BufferConfig settings = config.buffer();
    return new KeyedChunks(
        settings,
        new KeyedChunks.Target(config.streamTemplate(), destinations, this::write, false),
        this::appender,
        outcomes,
        InstantSource.fixed(Instant.ofEpochSecond(NOW)));
  }

  private ChunkAppender appender(LongSupplier flushDelayMillis, Consumer<Chunk> sealed) {
    return new ChunkAppender(
        channel.eventLoop(),
        new ChunkAppender.Destination(bytes -> {}, sealed),
        new ChunkAppender.ChunkLimits(1 << 16, 1 << 12, flushDelayMillis, 1 << 16, 500),
        this::write,
        outcomes,
        UnpooledByteBufAllocator.DEFAULT);
  }

  private boolean write(ByteBuf event, int offset, int length, ByteBuf out) {
    return transcoder.transcode(event, offset, length, out) > 0;
  }

  private void send(KeyedChunks view, String tag, long seconds, String... fields) {
    ledger.received(1, 0);
    TestEvents.send(view, tag, seconds, TestEvents.map(fields));
  }

  private void after(long seconds) {
    for (long second = 0; second < seconds; second++) {
      channel.advanceTimeBy(1, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  /** {@code cases/config/07}. */
  @Test
  void separatesTags() {
    KeyedChunks view = view("${tag}-stream", "<buffer tag>;flush_interval 5;</buffer>");
    channel.freezeTime();
    send(view, "clicks", NOW, "n", "1");
    send(view, "metrics", NOW, "n", "2");
    send(view, "clicks", NOW, "n", "3");
    after(4);
    assertThat(chunks).isEmpty();
    after(1);
    assertThat(chunks)
        .isEqualTo(
            Map.of(
                "clicks-stream", List.of("{\"n\":\"1\"}{\"n\":\"3\"}"),
                "metrics-stream", List.of("{\"n\":\"2\"}")));
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  /** {@code cases/config/08}: a minute of event time is sent 30 s after its end. */
  @Test
  void sendsTimeSliceAfterItsEndAndWait() {
    KeyedChunks view =
        view(
            "cluster",
            "<buffer tag,time>;timekey 1m;timekey_wait 30s;timekey_use_utc true;</buffer>");
    channel.freezeTime();
    send(view, "a", NOW, "n", "1");
    send(view, "a", NOW + 59, "n", "2");
    send(view, "a", NOW + 60, "n", "3");
    send(view, "b", NOW, "n", "4");
    after(89);
    assertThat(chunks).isEmpty();
    after(1);
    assertThat(chunks.get("cluster"))
        .containsExactly("{\"n\":\"1\"}{\"n\":\"2\"}", "{\"n\":\"4\"}");
    after(60);
    assertThat(chunks.get("cluster")).last().isEqualTo("{\"n\":\"3\"}");
  }

  @Test
  void sendsLateEventsSoon() {
    KeyedChunks view = view("c", "<buffer time>;timekey 1m;timekey_wait 30s;</buffer>");
    channel.freezeTime();
    send(view, "a", NOW - 3_600, "n", "1");
    after(1);
    assertThat(chunks.get("c")).hasSize(1);
  }

  @Test
  void sendsByIntervalWithTimeKeyIfAsked() {
    KeyedChunks view =
        view("c", "<buffer time>;timekey 1h;flush_mode interval;flush_interval 2;</buffer>");
    channel.freezeTime();
    send(view, "a", NOW, "n", "1");
    after(2);
    assertThat(chunks.get("c")).hasSize(1);
  }

  @Test
  void keepsLazyChunkUntilStop() {
    KeyedChunks view = view("c", "<buffer tag>;flush_mode lazy;</buffer>");
    channel.freezeTime();
    send(view, "a", NOW, "n", "1");
    after(100_000);
    assertThat(chunks).isEmpty();
    view.close();
    assertThat(chunks.get("c")).hasSize(1);
    send(view, "a", NOW, "n", "2");
    assertThat(ledger.rejected(RejectCause.STOPPED)).isEqualTo(1);
  }

  @Test
  void namesStreamByFieldAndTime() {
    KeyedChunks view =
        view("${ns}-%Y%m%d", "<buffer ns,time>;timekey 1d;timekey_use_utc true;</buffer>");
    send(view, "a", NOW, "ns", "blue");
    send(view, "a", NOW, "ns", "green");
    send(view, "a", NOW, "ns", "blue");
    view.close();
    assertThat(chunks)
        .containsOnlyKeys("blue-20261103", "green-20261103")
        .containsEntry("blue-20261103", List.of("{\"ns\":\"blue\"}{\"ns\":\"blue\"}"));
  }

  /** {@code cases/config/14}: without the field, there is no stream. */
  @Test
  void rejectsEventsWithoutStream() {
    KeyedChunks view = view("${$.ns}", "<buffer $.ns>;</buffer>");
    send(view, "a", NOW, "n", "1");
    for (String name : List.of("nil", "not a name!", "good")) {
      send(view, "a", NOW, "ns", name);
    }
    view.close();
    assertThat(chunks).containsOnlyKeys("good");
    assertThat(ledger.rejected(RejectCause.NO_DESTINATION)).isEqualTo(3);
    assertThat(deadLetters).containsExactly("no_destination", "no_destination", "no_destination");
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  @Test
  void groupsEventsWithoutFieldIfNameIsConstant() {
    KeyedChunks view = view("c", "<buffer k>;</buffer>");
    send(view, "a", NOW, "n", "1");
    send(view, "a", NOW, "k", "");
    send(view, "a", NOW, "n", "2");
    view.close();
    assertThat(chunks.get("c"))
        .containsExactlyInAnyOrder("{\"n\":\"1\"}{\"n\":\"2\"}", "{\"k\":\"\"}");
  }

  @Test
  void limitsOpenChunks() {
    KeyedChunks view = view("c", "<buffer tag>;</buffer>");
    for (int tag = 0; tag <= KeyedChunks.MAX_OPEN; tag++) {
      send(view, "t" + tag, NOW, "n", Integer.toString(tag));
      send(view, "t0", NOW, "n", "again");
    }
    assertThat(chunks.get("c")).as("the least recently used").containsExactly("{\"n\":\"1\"}");
    view.close();
    assertThat(chunks.get("c")).hasSize(KeyedChunks.MAX_OPEN + 1);
    assertThat(ledger.accounting().pending()).isZero();
  }
}
