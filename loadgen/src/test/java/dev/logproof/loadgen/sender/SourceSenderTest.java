package dev.logproof.loadgen.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.measure.Latencies;
import dev.logproof.loadgen.measure.LatencyKind;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.payload.Contents;
import dev.logproof.loadgen.payload.FrameStream;
import dev.logproof.loadgen.payload.TracerChoice;
import dev.logproof.loadgen.sender.SentCounters.Count;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** Tests a source with a manual clock and receiver. */
class SourceSenderTest {
  /** The second message of about 250 bytes is due after 1 ms; a third is due too late. */
  private static final double BYTES_PER_SECOND = 250_000;

  private static final long END_NANOS = 1_500_000;
  private static final long LATE_NANOS = 3_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final Latencies latencies = new Latencies();
  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  private SourceSender start(AckWindow acks) throws IOException {
    return start(acks, Pace.Reconnect.NEVER);
  }

  private SourceSender start(AckWindow acks, Pace.Reconnect reconnect) throws IOException {
    Targets.HostAndPort target = new Targets.HostAndPort("127.0.0.1", listener.getLocalPort());
    Connection connection =
        new Connection(0, Targets.fixed(List.of(target)), Access.PLAIN, notice -> {});
    connection.dial();
    Pace pace = Pace.batched(nanos::get, END_NANOS, 1_000_000).with(reconnect);
    SourceSender sender =
        new SourceSender(stream(acks.isUsed()), connection, pace, latencies, acks);
    Thread thread = new Thread(sender, "source");
    thread.setDaemon(true);
    thread.start();
    return sender;
  }

  private AckWindow window(int frames) {
    return new AckWindow(frames, 20_000, nanos::get, latencies);
  }

  private static FrameStream stream(boolean acks) {
    Content content = Contents.ofOneSource(BYTES_PER_SECOND, new TracerChoice.PerSecond(0), acks);
    return content.stream(new Content.Run("r", 1, 0, END_NANOS), 0);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static String chunk(MessageUnpacker in) throws IOException {
    List<Value> frame = in.unpackValue().asArrayValue().list();
    Value chunk = frame.get(3).asMapValue().map().get(ValueFactory.newString("chunk"));
    return chunk == null ? "" : chunk.asStringValue().asString();
  }

  private static void acknowledge(Socket socket, String chunk) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(1).packString("ack").packString(chunk);
      socket.getOutputStream().write(packer.toByteArray());
    }
  }

  @Test
  void countsFrameFirstSentOnNewConnectionAsNew() throws Exception {
    SourceSender sender = start(window(4));
    try (Socket first = listener.accept();
        MessageUnpacker in = MessagePack.newDefaultUnpacker(first.getInputStream())) {
      acknowledge(first, chunk(in));
      await(() -> sender.acknowledgedFrames() == 1);
    }
    await(() -> !sender.isConnected());
    nanos.set(END_NANOS);
    try (Socket second = listener.accept();
        MessageUnpacker in = MessagePack.newDefaultUnpacker(second.getInputStream())) {
      acknowledge(second, chunk(in));
      await(() -> sender.acknowledgedFrames() == 2);
    }
    assertThat(sender.reconnects()).isEqualTo(1);
    assertThat(sender.counters().get(Count.RESENT_EVENTS)).isZero();
  }

  @Test
  void leavesConnectionBetweenFramesWhenDue() throws Exception {
    SourceSender sender =
        start(
            AckWindow.unused(nanos::get, latencies),
            new Pace.Reconnect(END_NANOS / 2, 10 * END_NANOS));
    int before;
    try (Socket first = listener.accept();
        MessageUnpacker in = MessagePack.newDefaultUnpacker(first.getInputStream())) {
      before = in.unpackValue().asArrayValue().size();
      nanos.set(END_NANOS - 1);
      assertThat(in.hasNext()).as("a frame after the time to reconnect").isFalse();
    }
    try (Socket second = listener.accept();
        MessageUnpacker in = MessagePack.newDefaultUnpacker(second.getInputStream())) {
      assertThat(in.unpackValue().asArrayValue().size()).isEqualTo(before);
    }
    assertThat(sender.reconnects()).isEqualTo(1);
    assertThat(sender.counters().get(Count.RESENT_EVENTS)).isZero();
  }

  @Test
  void countsUnacknowledgedFrameAsResent() throws Exception {
    SourceSender sender = start(window(4));
    String lost;
    try (Socket first = listener.accept();
        MessageUnpacker in = MessagePack.newDefaultUnpacker(first.getInputStream())) {
      lost = chunk(in);
    }
    await(() -> !sender.isConnected());
    nanos.set(END_NANOS);
    try (Socket second = listener.accept();
        MessageUnpacker in = MessagePack.newDefaultUnpacker(second.getInputStream())) {
      assertThat(chunk(in)).isEqualTo(lost);
      acknowledge(second, lost);
      acknowledge(second, chunk(in));
      await(() -> sender.acknowledgedFrames() == 2);
    }
    assertThat(sender.counters().get(Count.RESENT_EVENTS)).isEqualTo(1);
  }

  @Test
  void countsOwnLatenessOfUnscheduledSource() throws Exception {
    SourceSender sender = start(AckWindow.unused(nanos::get, latencies));
    try (Socket socket = listener.accept();
        MessageUnpacker in = MessagePack.newDefaultUnpacker(socket.getInputStream())) {
      chunk(in);
      await(() -> sender.counters().get(Count.TAKEN_EVENTS) == 1);
      nanos.set(LATE_NANOS);
      await(
          () ->
              sender.counters().get(Count.UNSENT_EVENTS) + sender.counters().get(Count.TAKEN_EVENTS)
                  == 2);
      await(() -> sender.counters().get(Count.MAX_LATENESS_NANOS) > LATE_NANOS - END_NANOS);
    }
    assertThat(sender.counters().get(Count.MAX_OWN_LATENESS_NANOS))
        .isGreaterThan(LATE_NANOS - END_NANOS);
  }

  @Test
  void countsNoOwnLatenessWhenReceiverDelays() throws Exception {
    SourceSender sender = start(window(1));
    try (Socket socket = listener.accept();
        MessageUnpacker in = MessagePack.newDefaultUnpacker(socket.getInputStream())) {
      String first = chunk(in);
      await(() -> sender.counters().get(Count.TAKEN_EVENTS) == 1);
      nanos.set(LATE_NANOS);
      acknowledge(socket, first);
      acknowledge(socket, chunk(in));
      await(() -> sender.acknowledgedFrames() == 2);
      // The receiver may acknowledge before the counters are updated.
      await(() -> sender.counters().get(Count.MAX_LATENESS_NANOS) > LATE_NANOS - END_NANOS);
    }
    assertThat(sender.counters().get(Count.MAX_OWN_LATENESS_NANOS)).isZero();
    assertThat(latencies.next().of(LatencyKind.ACK_CORRECTED).getTotalCount()).isEqualTo(2);
  }
}
