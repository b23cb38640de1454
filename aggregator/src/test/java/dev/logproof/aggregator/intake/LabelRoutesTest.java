package dev.logproof.aggregator.intake;

import static dev.logproof.aggregator.intake.ConfigSections.label;
import static dev.logproof.aggregator.intake.ConfigSections.match;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.filter.EventFilters;
import dev.logproof.aggregator.filter.FailedEvents;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.UnmatchedOutput;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Filters apply in the order of the file, within their label, and in front of their match. */
class LabelRoutesTest {
  private static final String SOURCE = "<source>\n@type forward\n</source>\n";

  private final Ledger ledger = new Ledger();
  private final Map<String, List<String>> arrived = new HashMap<>();
  private final Map<String, EventLoopOutput> views = new HashMap<>();

  private LabelRoutes routes(String text) {
    AggregatorConfig config = AggregatorConfig.parse("f.conf", SOURCE + text, Map.of());
    views.clear();
    config
        .routesByLabel()
        .values()
        .forEach(
            list ->
                list.forEach(route -> views.put(route.output().id(), view(route.output().id()))));
    return new LabelRoutes(
        config.routesByLabel(),
        output -> views.get(output.id()),
        new UnmatchedOutput(ledger, new AtomicLong(System.nanoTime())),
        new EventFilters(ledger, Clock.systemUTC(), System.out),
        new FailedEvents(ledger));
  }

  private EventLoopOutput view(String id) {
    arrived.put(id, new ArrayList<>());
    return (event, offset, length, ack) -> {
      ByteBuf json = Unpooled.buffer();
      int ignored = new RecordTranscoder().transcode(event, offset, length, json);
      arrived.get(id).add(json.toString(UTF_8));
      ledger.delivered(1);
    };
  }

  private void send(LabelRoutes routes, String tag, String json) {
    ledger.received(1, json.length());
    JsonEvents.of(json).send(routes.of("").route(tag).orElseThrow(), 1, PendingAck.NONE);
  }

  private static String add(String pattern, String field) {
    return "<filter "
        + pattern
        + ">\n@type record_transformer\n<record>\n"
        + field
        + " ${tag}\n</record>\n</filter>\n";
  }

  private static String out(String pattern, String id) {
    return match(pattern, ConfigSections.out(id));
  }

  @Test
  void appliesFiltersBeforeTheMatchOnly() {
    LabelRoutes routes =
        routes(
            add("**", "a")
                + out("x", "first")
                + add("y", "b")
                + out("y", "second")
                + add("**", "c"));
    send(routes, "x", "{}");
    send(routes, "y", "{}");
    assertThat(arrived.get("first")).containsExactly("{\"a\":\"x\"}");
    assertThat(arrived.get("second")).containsExactly("{\"a\":\"y\",\"b\":\"y\"}");
  }

  @Test
  void leavesOutputItselfToTagsWithoutFilters() {
    LabelRoutes routes = routes(add("x.**", "a") + out("**", "out"));
    assertThat(routes.of("").route("y")).contains(views.get("out"));
  }

  @Test
  void appliesFiltersOfBothLabelsOnRelabel() {
    LabelRoutes routes =
        routes(
            add("**", "a")
                + match("**", "@type relabel\n@label @l\n")
                + label("@l", add("**", "b") + out("**", "out")));
    send(routes, "x", "{}");
    assertThat(arrived.get("out")).containsExactly("{\"a\":\"x\",\"b\":\"x\"}");
  }

  private static final String FAILING =
      """
      <filter **>
        @type record_transformer
        enable_ruby true
        <record>
          n ${record['k']['n']}
        </record>
      </filter>
      """;

  @Test
  void sendsFailedEventsToErrorLabelAsTheyCameToTheFilter() {
    LabelRoutes routes =
        routes(
            add("**", "a")
                + FAILING
                + out("**", "out")
                + label("@ERROR", add("**", "e") + out("x", "errors")));
    send(routes, "x", "{\"k\":{\"n\":1}}");
    send(routes, "x", "{\"log\":1}");
    send(routes, "y", "{\"log\":2}");
    assertThat(arrived.get("out")).containsExactly("{\"k\":{\"n\":1},\"a\":\"x\",\"n\":1}");
    assertThat(arrived.get("errors")).containsExactly("{\"log\":1,\"a\":\"x\",\"e\":\"x\"}");
    assertThat(ledger.rejected(RejectCause.UNMATCHED_TAG)).isEqualTo(1);
    assertThat(ledger.accounting()).matches(Accounting::balanced);
  }

  @Test
  void countsFailedEventsWithoutErrorLabel() {
    LabelRoutes routes = routes(FAILING + out("**", "out"));
    send(routes, "x", "{\"log\":1}");
    assertThat(ledger.rejected(RejectCause.FILTER_FAILED)).isEqualTo(1);
    assertThat(ledger.accounting()).matches(Accounting::balanced);
  }

  @Test
  void countsFailuresInsideErrorLabel() {
    LabelRoutes routes =
        routes(FAILING + out("**", "out") + label("@ERROR", FAILING + out("**", "e")));
    send(routes, "x", "{\"log\":1}");
    assertThat(ledger.rejected(RejectCause.FILTER_FAILED)).isEqualTo(1);
    assertThat(arrived.get("e")).isEmpty();
  }

  @Test
  void countsCopyOfReservedInvalidEvent() {
    LabelRoutes routes =
        routes(
            "<filter **>\n@type parser\nkey_name log\nreserve_data true\n"
                + "<parse>\n@type json\n</parse>\n</filter>\n"
                + out("**", "out")
                + label("@ERROR", out("**", "errors")));
    send(routes, "x", "{\"log\":\"no\"}");
    assertThat(arrived.get("out")).containsExactly("{\"log\":\"no\"}");
    assertThat(arrived.get("errors")).containsExactly("{\"log\":\"no\"}");
    assertThat(ledger.accounting()).matches(Accounting::balanced);
    assertThat(ledger.accounting().copied()).isEqualTo(1);
  }
}
