package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.ForwardOutput;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.forwarding.ForwardTarget;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.ForwardReceiver.Frame;
import dev.logproof.aggregator.output.ForwardReceiver.Reply;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks reach a server as Fluentd's out_forward sends them, also through failures. */
class ForwardOutputTest {
  private static final String QUICK = "<buffer tag>;flush_interval 0.01;retry_wait 0.01;</buffer>";

  @TempDir Path directory;

  private Ledger ledger = new Ledger();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  private static ForwardOutput config(String lines, int... ports) {
    String servers =
        Arrays.stream(ports)
            .mapToObj(port -> "<server>;host 127.0.0.1;port " + port + ";</server>;")
            .collect(Collectors.joining());
    return (ForwardOutput) OneMatch.output("@type forward;" + servers + lines);
  }

  private EventTask task(ForwardOutput config) throws IOException {
    return new EventTask(
        ForwardKind.of(config, ForwardTarget.open(config)),
        new EventOutcomes(ledger, (reason, event) -> {}),
        directory.resolve("spool"),
        channel.eventLoop(),
        7);
  }

  private static Frame next(ForwardReceiver receiver) throws InterruptedException {
    Frame frame = receiver.frames.poll(Latches.TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(frame).isNotNull();
    return frame;
  }

  @Test
  void sendsEntriesPerTag() throws Exception {
    try (ForwardReceiver receiver = new ForwardReceiver(chunk -> Reply.SILENCE)) {
      Accounting counters =
          task(config("time_as_integer true;" + QUICK, receiver.port()))
              .send("a", "n", "1")
              .send("b", "n", "2")
              .send("a", "n", "3")
              .stop(20_000);
      assertThat(counters.delivered()).isEqualTo(3);
      assertThat(List.of(next(receiver), next(receiver)))
          .containsExactlyInAnyOrder(
              new Frame("a", "[7,{\"n\":\"1\"}][7,{\"n\":\"3\"}]", "{\"size\":2}"),
              new Frame("b", "[7,{\"n\":\"2\"}]", "{\"size\":1}"));
    }
  }

  @Test
  void sendsEventTimeAndChunkId() throws Exception {
    try (ForwardReceiver receiver = new ForwardReceiver(chunk -> Reply.ACK)) {
      task(config("require_ack_response true;keepalive true;" + QUICK, receiver.port()))
          .send("a", "n", "1")
          .stop(20_000);
      Frame frame = next(receiver);
      assertThat(frame.entries()).isEqualTo("[(0,0x00070000),{\"n\":\"1\"}]");
      assertThat(frame.options()).matches("\\{\"size\":1,\"chunk\":\"[A-Za-z0-9+/]{22}==\"}");
    }
  }

  /** A reset, a missing acknowledgement and a wrong one: the chunk is sent again. */
  @ParameterizedTest
  @CsvSource({"RESET", "SILENCE", "WRONG_ACK"})
  void sendsAgainWithoutAcknowledgement(Reply first) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ForwardReceiver receiver =
        new ForwardReceiver(chunk -> asked.getAndIncrement() == 0 ? first : Reply.ACK)) {
      Accounting counters =
          task(config(
                  "require_ack_response true;ack_response_timeout 0.2;" + QUICK, receiver.port()))
              .send("a", "n", "1")
              .stop(20_000);
      assertThat(counters.delivered()).isEqualTo(1);
      assertThat(asked.get()).isEqualTo(2);
    }
  }

  @Test
  void sendsToNextServerWhenOneIsGone() throws Exception {
    ForwardReceiver gone = new ForwardReceiver(chunk -> Reply.ACK);
    int port = gone.port();
    gone.close();
    try (ForwardReceiver receiver = new ForwardReceiver(chunk -> Reply.ACK)) {
      EventTask task = task(config("require_ack_response true;" + QUICK, port, receiver.port()));
      for (int number = 0; number < 20; number++) {
        task.send("t" + number, "n", "1");
      }
      assertThat(task.stop(20_000).delivered()).isEqualTo(20);
      assertThat(receiver.frames).hasSize(20);
    }
  }

  @Test
  void spoolsWhatNoServerTakesForNextTask() throws Exception {
    ForwardReceiver gone = new ForwardReceiver(chunk -> Reply.ACK);
    int port = gone.port();
    gone.close();
    Accounting left =
        task(config("require_ack_response true;" + QUICK, port))
            .send("a", "n", "1")
            .send("b", "n", "2")
            .stop(0);
    assertThat(left.spooled()).isEqualTo(2);
    ledger = new Ledger();
    try (ForwardReceiver receiver = new ForwardReceiver(chunk -> Reply.ACK)) {
      Accounting counters =
          task(config("require_ack_response true;" + QUICK, receiver.port())).stop(20_000);
      assertThat(counters.delivered()).isEqualTo(2);
      assertThat(Stream.of(next(receiver), next(receiver)).map(Frame::tag))
          .containsExactlyInAnyOrder("a", "b");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "@id x => expected 1 to 256 <server>",
        "<server>;</server> => host is missing",
        "<server>;host h;weight 0;</server> => the weight of every <server> is 0",
        "<server>;host h;</server>;tls_client_cert_path c => expected both tls_client_cert_path",
        "<server>;host h;</server>;tls_version TLSv1_1 => older versions are insecure",
        "<server>;host h;</server>;<security>;</security> => self_hostname is missing",
        "<server>;host h;</server>;<buffer time>;timekey 1;</buffer> => write <buffer tag>",
      })
  void refuses(String lines, String expected) {
    assertThatThrownBy(() -> config(lines))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }
}
