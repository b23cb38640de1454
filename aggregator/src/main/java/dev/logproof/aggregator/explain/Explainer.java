package dev.logproof.aggregator.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.CopyOutput;
import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.config.FilterRule;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.RewriteOutput;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.config.StdoutOutput;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.TagChange;
import dev.logproof.aggregator.explain.Explanation.Delivery;
import dev.logproof.aggregator.explain.Explanation.Outcome;
import dev.logproof.aggregator.explain.Explanation.Step;
import dev.logproof.aggregator.filter.EventFilters;
import dev.logproof.aggregator.filter.InjectingOutput;
import dev.logproof.aggregator.filter.NewTag;
import dev.logproof.aggregator.filter.TagRewriter;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.EventTime;
import dev.logproof.aggregator.output.PrintOutput;
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
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);

  private final AggregatorConfig config;
  private final Clock clock;
  private final EventFilters filters;
  private final List<Step> steps = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();

  private Explainer(AggregatorConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.filters = new EventFilters(new Ledger(), clock, NOWHERE);
  }

  /**
   * An event between two filters; no bytes without a record.
   *
   * @param rewrites how often it got another tag
   */
  private record Event(String tag, ByteBuf bytes, long epochSeconds, int nanos, int rewrites) {
    boolean isKnown() {
      return bytes.isReadable();
    }

    Event with(String newTag) {
      return new Event(newTag, bytes, epochSeconds, nanos, rewrites + 1);
    }

    Event with(ByteBuf newBytes, long seconds, int fraction) {
      return new Event(tag, newBytes, seconds, fraction, rewrites);
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
    ByteBuf bytes = packed(record);
    long now = clock.instant().getEpochSecond();
    return sources(config)
        .map(
            source ->
                new Explainer(config, clock)
                    .from(source, new Event(source.tags().apply(tag), bytes, now, 0, 0)))
        .toList();
  }

  private record Source(String id, String label, TagChange tags) {}

  private static Stream<Source> sources(AggregatorConfig config) {
    return Stream.of(
            config.sources().forward().stream()
                .map(each -> new Source(each.id(), each.label(), each.tags())),
            config.sources().http().stream()
                .map(each -> new Source(each.id(), each.label(), each.tags())),
            config.sources().unix().stream()
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
        .route(event.tag())
        .map(found -> follow(found, label, event))
        .orElse(RejectCause.UNMATCHED_TAG.label());
  }

  private String follow(Route route, String label, Event event) {
    Event current = event;
    for (FilterRule rule : route.filters()) {
      if (!rule.pattern().matches(event.tag())) {
        continue;
      }
      if (!event.isKnown()) {
        steps.add(Step.of(rule.filter().id(), Outcome.APPLIES, ""));
        continue;
      }
      List<Event> passed = new ArrayList<>();
      List<Event> failed = new ArrayList<>();
      apply(rule.filter(), current, new Collected(current, passed), new Collected(current, failed));
      if (passed.isEmpty()) {
        return stop(rule.filter(), label, failed);
      }
      current = passed.get(0);
      steps.add(Step.of(rule.filter().id(), Outcome.PASSES, json(current)));
      if (!failed.isEmpty() && isCaught(label)) {
        alsoTo(ERROR_LABEL, failed.get(0));
      }
    }
    return deliver(route.output(), label, current);
  }

  /** Whether {@code <label @ERROR>} takes what fails in a label. */
  private boolean isCaught(String label) {
    return config.routesByLabel().containsKey(ERROR_LABEL) && !label.equals(ERROR_LABEL);
  }

  /** Traces a copy of an event through a label. */
  private void alsoTo(String label, Event event) {
    String result = follow(label, event);
    if (!result.equals(DELIVERED)) {
      deliveries.add(new Delivery(label, Explanation.RELABEL, "", result));
    }
  }

  private String stop(FilterConfig filter, String label, List<Event> failed) {
    if (failed.isEmpty()) {
      steps.add(Step.of(filter.id(), Outcome.DROPS, ""));
      return RejectCause.FILTERED.label();
    }
    steps.add(Step.of(filter.id(), Outcome.FAILS, json(failed.get(0))));
    return isCaught(label) ? follow(ERROR_LABEL, failed.get(0)) : RejectCause.FILTER_FAILED.label();
  }

  private void apply(
      FilterConfig filter, Event event, EventLoopOutput next, EventLoopOutput errors) {
    EventLoopOutput stage = filters.before(next, List.of(filter), event.tag(), errors);
    send(event, stage);
  }

  private void send(Event event, EventLoopOutput output) {
    ByteBuf tagBytes = Unpooled.copiedBuffer(event.tag(), UTF_8);
    output.tag(tagBytes, 0, tagBytes.writerIndex());
    output.time(event.epochSeconds(), event.nanos());
    output.take(event.bytes(), 0, event.bytes().writerIndex(), PendingAck.NONE);
  }

  /** Keeps events with their times. Not thread-safe. */
  private static final class Collected implements EventLoopOutput {
    private final Event before;
    private final List<Event> events;
    private final EventTime time = new EventTime();

    Collected(Event before, List<Event> events) {
      this.before = before;
      this.events = events;
    }

    @Override
    public void time(long seconds, int fraction) {
      time.set(seconds, fraction);
    }

    @Override
    public void take(ByteBuf event, int offset, int length, PendingAck ack) {
      events.add(before.with(event.copy(offset, length), time.epochSeconds(), time.nanos()));
    }
  }

  private static String json(Event event) {
    ByteBuf json = Unpooled.buffer();
    int ignored =
        new RecordTranscoder().transcode(event.bytes(), 0, event.bytes().writerIndex(), json);
    return json.toString(UTF_8);
  }

  private String deliver(OutputConfig output, String label, Event event) {
    if (output instanceof RewriteOutput rewrite) {
      return rewrite(rewrite, label, event);
    } else if (output instanceof CopyOutput copy) {
      copy.stores().forEach(store -> deliver(store.target(), label, event));
    } else if (output instanceof StreamOutput stream) {
      return stream(stream, label, event);
    } else {
      Event written = event.isKnown() ? withFields(output, event) : event;
      deliveries.add(Destinations.of(output, event.tag(), text(output, written)));
    }
    return DELIVERED;
  }

  /** Returns the record, in the form of a stdout; "" without a record. */
  private static String text(OutputConfig output, Event event) {
    if (!event.isKnown()) {
      return "";
    }
    if (!(output instanceof StdoutOutput stdout)) {
      return json(event);
    }
    ByteBuf line = Unpooled.buffer();
    boolean ignored =
        PrintOutput.form(stdout).write(event.bytes(), 0, event.bytes().writerIndex(), line);
    return line.toString(UTF_8).stripTrailing();
  }

  /** Adds the fields of {@code <inject>}. */
  private Event withFields(OutputConfig output, Event event) {
    if (output.inject().isNone()) {
      return event;
    }
    List<Event> written = new ArrayList<>();
    send(event, InjectingOutput.before(new Collected(event, written), output.inject(), clock));
    return written.get(0);
  }

  private void deliver(CopyOutput.Target store, String label, Event event) {
    if (store instanceof CopyOutput.Target.ToLabel to) {
      alsoTo(to.label(), event);
      return;
    }
    OutputConfig output = ((CopyOutput.Target.ToOutput) store).output();
    String result = deliver(output, label, event);
    if (!result.equals(DELIVERED)) {
      deliveries.add(new Delivery(output.id(), Explanation.RELABEL, "", result));
    }
  }

  private String rewrite(RewriteOutput output, String label, Event event) {
    if (!event.isKnown()) {
      deliveries.add(Destinations.anyTagOf(output));
      return DELIVERED;
    }
    TagRewriter rewriter = filters.rewriter(output);
    ByteBuf tag = Unpooled.copiedBuffer(event.tag(), UTF_8);
    rewriter.tag(tag, 0, tag.writerIndex());
    NewTag found = rewriter.newTag(event.bytes(), 0, event.bytes().writerIndex());
    if (found.kind() == NewTag.Kind.NONE) {
      steps.add(Step.of(output.id(), Outcome.KEEPS_TAG, ""));
      return RejectCause.TAG_NOT_REWRITTEN.label();
    } else if (found.kind() == NewTag.Kind.FAILED) {
      steps.add(Step.of(output.id(), Outcome.FAILS, json(event)));
      return isCaught(label) ? follow(ERROR_LABEL, event) : RejectCause.FILTER_FAILED.label();
    }
    steps.add(Step.newTag(output.id(), found.text()));
    return event.rewrites() == RewriteOutput.MAX_NEW_TAGS
        ? RejectCause.TAG_REWRITTEN_IN_CIRCLE.label()
        : follow(found.label(), event.with(found.text()));
  }

  /** Returns the result; {@code <label @ERROR>} takes an event that the output rejects. */
  private String stream(StreamOutput output, String label, Event event) {
    if (!event.isKnown()) {
      deliveries.add(new Delivery(output.id(), Destinations.type(output), output.streamName(), ""));
      return DELIVERED;
    }
    Optional<String> stream =
        Destinations.stream(output, event.tag(), event.epochSeconds(), event.bytes())
            .filter(output.records().streamNames());
    Written written =
        stream.isEmpty() ? Written.rejected(RejectCause.NO_DESTINATION) : write(output, event);
    deliveries.add(
        new Delivery(
            output.id(),
            Destinations.type(output),
            stream.orElse(output.streamName()),
            written.text()));
    return written.isRejected() && isCaught(label) ? follow(ERROR_LABEL, event) : DELIVERED;
  }

  /**
   * Result of writing one event.
   *
   * @param text the record, or why there is none
   */
  private record Written(String text, boolean isRejected) {
    static Written rejected(RejectCause cause) {
      return new Written("(rejected: " + cause.label() + ")", true);
    }
  }

  private Written write(StreamOutput output, Event event) {
    RecordForm form = StreamKind.dataForm(output);
    List<Written> records = new ArrayList<>();
    EventLoopOutput writing =
        (bytes, offset, length, ack) -> {
          ByteBuf out = Unpooled.buffer();
          records.add(
              form.write(bytes, offset, length, out)
                  ? new Written(out.toString(UTF_8), false)
                  : Written.rejected(RejectCause.NO_DATA_KEY));
        };
    send(
        event,
        output.inject().isNone()
            ? writing
            : InjectingOutput.before(writing, output.inject(), clock));
    return records.get(0);
  }
}
