package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.intake.EventsOnTheWire.Event;
import dev.logproof.aggregator.intake.EventsOnTheWire.Form;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An invalid event is rejected alone; frame, acknowledgement and connection are unaffected. */
class InvalidEventsTest {
  private static final int FRAMES = 2_000;
  private static final long SEED = 1_767_225_600L;

  /** Bytes to send and expected results. */
  private static final class Plan {
    final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    final ByteArrayOutputStream acks = new ByteArrayOutputStream();
    final List<Integer> numbers = new ArrayList<>();
    final Map<RejectCause, Long> rejected = new EnumMap<>(RejectCause.class);
    int events;

    void add(SplittableRandom random, Form form, String chunk) throws IOException {
      List<Event> all = new ArrayList<>();
      int size = form.isMessage() ? 1 : random.nextInt(3, 12);
      for (int i = 0; i < size; i++) {
        boolean valid = random.nextInt(3) > 0;
        Event event =
            valid ? EventsOnTheWire.valid(random, events) : EventsOnTheWire.invalid(random, form);
        if (valid) {
          numbers.add(events);
        }
        event.causes().forEach(cause -> rejected.merge(cause, 1L, Long::sum));
        all.add(event);
        events++;
      }
      wire.writeBytes(EventsOnTheWire.frame(form, all, chunk));
      acks.writeBytes(EventsOnTheWire.ack(form, chunk));
    }
  }

  private static byte[] read(Socket socket, int bytes) {
    try {
      return socket.getInputStream().readNBytes(bytes);
    } catch (IOException e) {
      return e.toString().getBytes(UTF_8);
    }
  }

  private static Accounting settled(TestServer server, long events) {
    Accounting counters = server.ledger.accounting();
    while (counters.received() < events || !counters.balanced()) {
      Thread.onSpinWait();
      counters = server.ledger.accounting();
    }
    return counters;
  }

  private static void play(Plan plan, SplittableRandom random, String name) throws Exception {
    try (TestServer server = new TestServer(true);
        Socket socket = server.connect()) {
      byte[] acks = plan.acks.toByteArray();
      CompletableFuture<byte[]> heard =
          CompletableFuture.supplyAsync(() -> read(socket, acks.length));
      byte[] wire = plan.wire.toByteArray();
      int at = 0;
      while (at < wire.length) {
        int length = Math.min(wire.length - at, random.nextInt(1, 20_000));
        socket.getOutputStream().write(wire, at, length);
        at += length;
      }
      assertThat(heard.get()).as(name).isEqualTo(acks);
      Accounting counters = settled(server, plan.events);
      assertThat(server.output.seen()).as(name).isEqualTo(plan.numbers);
      assertThat(counters.received()).as(name).isEqualTo(plan.events);
      counters
          .rejectedByCause()
          .forEach(
              (cause, count) ->
                  assertThat(count)
                      .as("%s, %s", name, cause)
                      .isEqualTo(plan.rejected.getOrDefault(cause, 0L)));
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void rejectsOneEventPerFlawInEveryForm(Form form) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + form.name().hashCode());
    Plan plan = new Plan();
    for (int frame = 0; frame < FRAMES; frame++) {
      plan.add(random, form, "chunk-" + frame);
    }
    play(plan, random, form + ", seed " + SEED);
  }

  @Test
  void rejectsOneEventPerFlawWhenFormsAlternate() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Plan plan = new Plan();
    Form[] forms = Form.values();
    for (int frame = 0; frame < FRAMES; frame++) {
      plan.add(random, forms[random.nextInt(forms.length)], "chunk-" + frame);
    }
    play(plan, random, "all forms, seed " + SEED);
  }

  private static Accounting send(String hex, long events) throws Exception {
    try (TestServer server = new TestServer(true);
        Socket socket = server.connect()) {
      socket.getOutputStream().write(ByteBufUtil.decodeHexDump(hex));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      return settled(server, events);
    }
  }

  @Test
  void countsEventsOfBrokenFrameWhenConnectionCloses() throws Exception {
    Accounting counters = send("93a17401" + "81a16e01" + "93a174939201809201" + "80c1", 3);
    assertThat(counters.delivered()).isEqualTo(1);
    assertThat(counters.rejectedByCause()).containsEntry(RejectCause.MALFORMED, 2L);
    assertThat(counters.received()).isEqualTo(3);
  }

  @Test
  void deliversAndAcknowledgesEntriesBeforeMalformedOne() throws Exception {
    byte[] good = ByteBufUtil.decodeHexDump("920181a16e01" + "920181a16e02");
    for (String rest : List.of("c1", "9201", "9201c1", "92c1")) {
      byte[] entries = Arrays.copyOf(good, good.length + rest.length() / 2);
      byte[] broken = ByteBufUtil.decodeHexDump(rest);
      System.arraycopy(broken, 0, entries, good.length, broken.length);
      byte[] head = ByteBufUtil.decodeHexDump("93a174c4" + String.format("%02x", entries.length));
      byte[] option = ByteBufUtil.decodeHexDump("81a56368756e6ba163");
      try (TestServer server = new TestServer(true);
          Socket socket = server.connect()) {
        for (byte[] part : List.of(head, entries, option)) {
          socket.getOutputStream().write(part);
        }
        assertThat(read(socket, 7)).isEqualTo(ByteBufUtil.decodeHexDump("81a361636ba163"));
        socket.getOutputStream().write(DockerClient.message(3));
        Accounting counters = settled(server, 4);
        assertThat(server.output.seen()).containsExactly(1, 2, 3);
        assertThat(counters.rejectedByCause()).containsEntry(RejectCause.MALFORMED, 1L);
      }
    }
  }

  @Test
  void takesResentJsonChunkOnceAndAcknowledgesTwice() throws Exception {
    byte[] frame = "[\"t\",1,{\"n\":1},{\"chunk\":\"c1\"}]".getBytes(UTF_8);
    try (TestServer server = TestServer.deduping(1);
        Socket socket = server.connect()) {
      socket.getOutputStream().write(frame);
      Runnable promise = server.output.promises.take();
      socket.getOutputStream().write(frame);
      settled(server, 2);
      promise.run();
      byte[] acks = read(socket, 2 * "{\"ack\":\"c1\"}".length());
      assertThat(new String(acks, UTF_8)).isEqualTo("{\"ack\":\"c1\"}{\"ack\":\"c1\"}");
      assertThat(server.output.seen()).isEqualTo(Collections.nCopies(1, 1));
      assertThat(server.ledger.rejected(RejectCause.DUPLICATE_IN_FLIGHT)).isEqualTo(1);
    }
  }
}
