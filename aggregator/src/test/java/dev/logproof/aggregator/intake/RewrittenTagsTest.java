package dev.logproof.aggregator.intake;

import static dev.logproof.aggregator.intake.ConfigSections.label;
import static dev.logproof.aggregator.intake.ConfigSections.match;
import static dev.logproof.aggregator.intake.ConfigSections.out;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.output.TaggedOutput;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Events with new tags go to the routes of their label again, and every event is counted once. */
class RewrittenTagsTest {
  private static final String LEVEL = "<rule>\nkey level\npattern ^(.+)$\ntag $1.${tag}\n</rule>\n";

  private final Ledger ledger = new Ledger();
  private final Map<String, List<String>> arrived = new HashMap<>();
  private final Set<String> full = new HashSet<>();
  private final Set<String> refusing = new HashSet<>();

  /** Keeps the tags, times and records of events. */
  private final class Kept extends TaggedOutput implements Output {
    private final String id;

    Kept(String id) {
      this.id = id;
      arrived.put(id, new ArrayList<>());
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
      return this;
    }

    @Override
    public boolean admit(int events) {
      return !refusing.contains(id);
    }

    @Override
    public boolean isFull() {
      return full.contains(id);
    }

    @Override
    public void take(ByteBuf event, int offset, int length, PendingAck ack) {
      ByteBuf json = Unpooled.buffer();
      int ignored = new RecordTranscoder().transcode(event, offset, length, json);
      arrived.get(id).add(tag() + " " + seconds() + " " + json.toString(UTF_8));
      ledger.delivered(1);
    }
  }

  private TagRouter routes(String text) {
    AggregatorConfig config =
        AggregatorConfig.parse("f.conf", "<source>\n@type forward\n</source>\n" + text, Map.of());
    Map<String, Output> outputs = new HashMap<>();
    config.routesByLabel().values().stream()
        .flatMap(List::stream)
        .flatMap(route -> route.output().leaves())
        .map(OutputConfig::id)
        .distinct()
        .forEach(id -> outputs.put(id, new Kept(id)));
    EmbeddedChannel channel = new EmbeddedChannel();
    return new EventLoopOutputs(
            List.of(channel.eventLoop()), config.routesByLabel(), outputs, ledger)
        .routes(channel, "");
  }

  private void send(TagRouter routes, String tag, String... events) {
    send(routes, tag, PendingAck.NONE, events);
  }

  private void send(TagRouter routes, String tag, PendingAck ack, String... events) {
    JsonEvents.of(events).send(routes, tag, 7, ack, ledger);
  }

  private static String level(String level) {
    return "{\"level\":\"" + level + "\"}";
  }

  private static String rewrite(String rules) {
    return "@type rewrite_tag_filter\n" + rules;
  }

  @Test
  void sendsEventsToMatchOfTheirNewTag() {
    TagRouter routes =
        routes(
            match("app.**", rewrite(LEVEL))
                + match("error.**", out("errors"))
                + match("info.**", out("infos")));
    send(routes, "app.a", level("error"), level("info"), level("error"), level("debug"), "{}");
    assertThat(arrived.get("errors"))
        .containsExactly("error.app.a 7 " + level("error"), "error.app.a 7 " + level("error"));
    assertThat(arrived.get("infos")).containsExactly("info.app.a 7 " + level("info"));
    assertThat(ledger.accounting().line())
        .isEqualTo(
            "accounting: received=5 delivered=3 rejected=2 (tag_not_rewritten=1,"
                + " unmatched_tag=1) pending=0");
  }

  @Test
  void appliesFiltersOfItsLabelForNewTag() {
    String add =
        "<filter %s>\n@type record_transformer\n<record>\n%s ${tag}\n</record>\n</filter>\n";
    TagRouter routes =
        routes(
            "<match **>\n@type relabel\n@label @in\n</match>\n"
                + label(
                    "@in",
                    add.formatted("app", "a")
                        + add.formatted("error.*", "b")
                        + match("app", rewrite(LEVEL))
                        + match("**", out("out"))));
    send(routes, "app", level("error"));
    assertThat(arrived.get("out"))
        .containsExactly("error.app 7 {\"level\":\"error\",\"a\":\"app\",\"b\":\"error.app\"}");
  }

  @Test
  void keepsTagAndTimeOfCopiesOfTheSameOutput() {
    String later =
        """
        <filter error.app>
          @type parser
          key_name at
          reserve_data true
          <parse>
            @type regexp
            expression /^(?<time>.+)$/
            time_format %s
          </parse>
        </filter>
        """;
    TagRouter routes =
        routes(
            later
                + match(
                    "**",
                    "@type copy\n<store>\n"
                        + rewrite(LEVEL)
                        + "</store>\n<store>\n"
                        + out("both")
                        + "</store>\n"));
    String event = "{\"level\":\"error\",\"at\":\"9\"}";
    send(routes, "app", event);
    assertThat(arrived.get("both")).contains("error.app 9 " + event).endsWith("app 7 " + event);
    assertThat(ledger.rejected(RejectCause.TAG_REWRITTEN_IN_CIRCLE)).isEqualTo(1);
  }

  @Test
  void rejectsEventsInCircle() {
    TagRouter routes = routes(match("**", rewrite(LEVEL)));
    send(routes, "app", level("x"), "{}");
    assertThat(ledger.accounting().line())
        .isEqualTo(
            "accounting: received=2 delivered=0 rejected=2 (tag_not_rewritten=1,"
                + " tag_rewritten_in_circle=1) pending=0");
  }

  @Test
  void followsTenTags() {
    String rules = "<rule>\nkey n\npattern ^.$\ntag ${tag}+\n</rule>\n";
    TagRouter routes = routes(match("app++++++++++", out("out")) + match("**", rewrite(rules)));
    send(routes, "app", "{\"n\":1}");
    assertThat(arrived.get("out")).containsExactly("app++++++++++ 7 {\"n\":1}");
  }

  @Test
  void sendsEventsOfOneRuleToAnotherLabel() {
    TagRouter routes =
        routes(
            match("**", rewrite("<rule>\nkey a\npattern .\ntag ${tag}\nlabel @x\n</rule>\n"))
                + label("@x", match("app", out("out"))));
    send(routes, "app", "{\"a\":1}");
    assertThat(arrived.get("out")).containsExactly("app 7 {\"a\":1}");
  }

  @Test
  void sendsEventsOnWhichRulesFailToErrorLabel() {
    String rules = rewrite("<rule>\nkey $.a.b\npattern .\ntag x\n</rule>\n");
    send(routes(match("**", rules)), "app", "{\"a\":\"text\"}");
    assertThat(ledger.accounting().line()).contains("(filter_failed=1)");
    TagRouter routes = routes(match("**", rules) + label("@ERROR", match("app", out("errors"))));
    send(routes, "app", "{\"a\":\"text\"}");
    assertThat(arrived.get("errors")).containsExactly("app 7 {\"a\":\"text\"}");
  }

  @Test
  void letsInputsWaitForOutputsOfAnyTag() {
    TagRouter routes = routes(match("app.**", rewrite(LEVEL)) + match("error.**", out("errors")));
    ByteBuf tag = Unpooled.copiedBuffer("app.a", UTF_8);
    EventLoopOutput output = routes.find(tag, 0, tag.writerIndex());
    assertThat(output.isFull()).isFalse();
    full.add("errors");
    assertThat(output.isFull()).isTrue();
  }

  @Test
  void acknowledgesNoFrameWithEventThatAnOutputRefuses() {
    TagRouter routes =
        routes(
            match("app.**", rewrite(LEVEL))
                + match("error.**", out("errors"))
                + match("**", out("rest")));
    refusing.add("errors");
    AtomicBoolean acknowledged = new AtomicBoolean();
    PendingAck ack = new PendingAck(() -> acknowledged.set(true));
    send(routes, "app.a", ack, level("info"), level("error"));
    ack.partKept();
    assertThat(acknowledged).isFalse();
    assertThat(arrived.get("rest")).containsExactly("info.app.a 7 " + level("info"));
    assertThat(ledger.accounting().line())
        .isEqualTo("accounting: received=2 delivered=1 rejected=1 (buffer_overflow=1) pending=0");
  }
}
