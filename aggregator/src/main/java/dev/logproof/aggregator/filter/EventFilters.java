package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.config.RewriteOutput;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Puts filters in front of outputs, for the tags of one event loop. Confined to it. */
public final class EventFilters {
  private final Workbench workbench;
  private final Ledger ledger;
  private final PrintStream out;

  /**
   * Creates filters that count in {@code ledger}.
   *
   * @param out where {@code @type stdout} prints
   */
  public EventFilters(Ledger ledger, Clock clock, PrintStream out) {
    this.workbench = new Workbench(clock);
    this.ledger = ledger;
    this.out = out;
  }

  /**
   * Returns an output that applies filters to the events of one tag.
   *
   * @param errors takes events on which a filter fails
   */
  public EventLoopOutput before(
      EventLoopOutput next, List<FilterConfig> filters, String tag, EventLoopOutput errors) {
    TagParts parts = TagParts.of(tag);
    return new FilterStage(
        tag,
        copy -> filters.stream().map(each -> filter(each, parts, copy)).toList(),
        next,
        errors,
        workbench,
        ledger);
  }

  /** Returns what finds new tags. */
  public TagRewriter rewriter(RewriteOutput config) {
    return new TagRewriter(config, workbench);
  }

  private EventFilter filter(FilterConfig config, TagParts tag, Consumer<String> copyToErrors) {
    if (config instanceof FilterConfig.Grep grep) {
      return new GrepEvents(grep);
    } else if (config instanceof FilterConfig.Transform transform) {
      return new TransformRecord(transform, tag);
    } else if (config instanceof FilterConfig.Modify modify) {
      return new ModifyRecord(modify, tag);
    } else if (config instanceof FilterConfig.Parse parse) {
      return ParseField.of(parse, copyToErrors);
    }
    return new PrintEvents((FilterConfig.Print) config, tag, out);
  }
}
