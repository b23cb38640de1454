package dev.logproof.aggregator.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.CopyOutput;
import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.config.FilterRule;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.TagChange;
import dev.logproof.aggregator.explain.Explanation.Delivery;
import dev.logproof.aggregator.explain.Explanation.Outcome;
import dev.logproof.aggregator.explain.Explanation.Step;
import dev.logproof.aggregator.filter.EventFilters;
import dev.logproof.aggregator.filter.InjectingOutput;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.StreamKind;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows an event with the code of {@code serve}, filter by filter. Not thread-safe. */
public final class Explainer {
  private static final String ERROR_LABEL = "@ERROR";
  private static final String DELIVERED = "delivered";

  private final AggregatorConfig config;
  private final Clock clock;
  private final String tag;
  private final List<Step> steps = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();

  private Explainer(AggregatorConfig config, Clock clock, String tag) {
    this.config = config;
    this.clock = clock;
    this.tag = tag;
  }

  /** An event between two filters; no bytes without a record. */
  private record Event(ByteBuf bytes, long epochSeconds, int nanos) {
    boolean isKnown() {
      return bytes.isReadable();
    }
  }

  /**
   * Follows an event from each source.
   *
   * @param record JSON object; "" to name filters and outputs only
   * @throws IllegalArgumentException when {@code record} is no JSON object
   */
  public static List<Explanation> explain(
      AggregatorConfig config, Clock clock, String tag, String record) {
    Event event = new Event(packed(record), clock.instant().getEpochSecond(), 0);
    return sources(config)
        .map(source -> new Explainer(config, clock, source.tags().apply(tag)).from(source, event))
        .toList();
  }

  private record Source(String id, String label, TagChange tags) {}

  private static Stream<Source> sources(AggregatorConfig config) {
    return Stream.of(
            config.forwardSources().stream()
                .map(each -> new Source(each.id(), each.label(), each.tags())),
            config.httpSources().stream()
                .map(each -> new Source(each.id(), each.label(), each.tags())),
            config.unixSources().stream()
                .map(each -> new Source(each.id(), each.label(), new TagChange(each.tag(), ""))))
        .flatMap(each -> each);
  }

  private static ByteBuf packed(String record) {
    ByteBuf packed = Unpooled.buffer();
    if (record.isEmpty()) {
      return packed;
    }
    ByteBuf json = Unpooled.copiedBuffer(record.strip(), UTF_8);
    boolean isObject = json.isReadable() && json.getByte(0) == '{';
    if (!isObject || !JsonToMessagePack.convert(json, 0, json.writerIndex(), packed)) {
      throw new IllegalArgumentException("the record is no JSON object");
    }
    return packed;
  }

  private Explanation from(Source source, Event event) {
    String result = follow(source.label(), event);
    return new Explanation(source.id(), source.label(), steps, result, deliveries);
  }

  private String follow(String label, Event event) {
    return Route.router(config.routesByLabel().get(label))
        .route(tag)
        .map(found -> follow(found, label, event))
        .orElse(RejectCause.UNMATCHED_TAG.label());
  }

  private String follow(Route route, String label, Event event) {
    Event current = event;
    for (FilterRule rule : route.filters()) {
      if (!rule.pattern().matches(tag)) {
        continue;
      }
      if (!event.isKnown()) {
        steps.add(new Step(rule.filter().id(), Outcome.APPLIES, ""));
        continue;
      }
      List<Event> passed = new ArrayList<>();
      List<Event> failed = new ArrayList<>();
      apply(rule.filter(), current, collect(passed), collect(failed));
      if (passed.isEmpty()) {
        return stop(rule.filter(), label, failed);
      }
      current = passed.get(0);
      steps.add(new Step(rule.filter().id(), Outcome.PASSES, json(current)));
    }
    deliver(route.output(), current);
    return DELIVERED;
  }

  private String stop(FilterConfig filter, String label, List<Event> failed) {
    if (failed.isEmpty()) {
      steps.add(new Step(filter.id(), Outcome.DROPS, ""));
      return RejectCause.FILTERED.label();
    }
    steps.add(new Step(filter.id(), Outcome.FAILS, json(failed.get(0))));
    boolean caught = config.routesByLabel().containsKey(ERROR_LABEL) && !label.equals(ERROR_LABEL);
    return caught ? follow(ERROR_LABEL, failed.get(0)) : RejectCause.FILTER_FAILED.label();
  }

  private void apply(
      FilterConfig filter, Event event, EventLoopOutput next, EventLoopOutput errors) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    EventLoopOutput stage =
        new EventFilters(new Ledger(), clock, nowhere).before(next, List.of(filter), tag, errors);
    send(event, stage);
  }

  private void send(Event event, EventLoopOutput output) {
    ByteBuf tagBytes = Unpooled.copiedBuffer(tag, UTF_8);
    output.tag(tagBytes, 0, tagBytes.writerIndex());
    output.time(event.epochSeconds(), event.nanos());
    output.take(event.bytes(), 0, event.bytes().writerIndex(), PendingAck.NONE);
  }

  private static EventLoopOutput collect(List<Event> events) {
    return new Collected(events);
  }

  /** Keeps events with their times. Not thread-safe. */
  private static final class Collected implements EventLoopOutput {
    private final List<Event> events;
    private long epochSeconds;
    private int nanos;

    Collected(List<Event> events) {
      this.events = events;
    }

    @Override
    public void time(long seconds, int fraction) {
      epochSeconds = seconds;
      nanos = fraction;
    }

    @Override
    public void take(ByteBuf event, int offset, int length, PendingAck ack) {
      events.add(new Event(event.copy(offset, length), epochSeconds, nanos));
    }
  }

  private static String json(Event event) {
    ByteBuf json = Unpooled.buffer();
    int ignored =
        new RecordTranscoder().transcode(event.bytes(), 0, event.bytes().writerIndex(), json);
    return json.toString(UTF_8);
  }

  private void deliver(OutputConfig output, Event event) {
    if (output instanceof CopyOutput copy) {
      copy.stores().forEach(store -> deliver(store.target(), event));
    } else if (output instanceof StreamOutput stream) {
      stream(stream, event);
    } else {
      deliveries.add(Destinations.of(output, tag, event.isKnown() ? json(event) : ""));
    }
  }

  private void deliver(CopyOutput.Target store, Event event) {
    if (store instanceof CopyOutput.Target.ToOutput to) {
      deliver(to.output(), event);
      return;
    }
    String label = ((CopyOutput.Target.ToLabel) store).label();
    String result = follow(label, event);
    if (!result.equals(DELIVERED)) {
      deliveries.add(new Delivery(label, Explanation.RELABEL, "", result));
    }
  }

  private void stream(StreamOutput output, Event event) {
    if (!event.isKnown()) {
      deliveries.add(new Delivery(output.id(), Destinations.type(output), output.streamName(), ""));
      return;
    }
    Optional<String> stream =
        Destinations.stream(output, tag, event.epochSeconds(), event.bytes())
            .filter(output::isName);
    deliveries.add(
        new Delivery(
            output.id(),
            Destinations.type(output),
            stream.orElse(output.streamName()),
            stream.isEmpty() ? rejected(RejectCause.NO_DESTINATION) : streamRecord(output, event)));
  }

  private static String rejected(RejectCause cause) {
    return "(rejected: " + cause.label() + ")";
  }

  private String streamRecord(StreamOutput output, Event event) {
    RecordForm form = StreamKind.dataForm(output);
    StringBuilder record = new StringBuilder();
    EventLoopOutput writing =
        (bytes, offset, length, ack) -> {
          ByteBuf out = Unpooled.buffer();
          boolean written = form.write(bytes, offset, length, out);
          record.append(written ? out.toString(UTF_8) : rejected(RejectCause.NO_DATA_KEY));
        };
    send(
        event,
        output.inject().isNone()
            ? writing
            : InjectingOutput.before(writing, output.inject(), clock));
    return record.toString();
  }
}
