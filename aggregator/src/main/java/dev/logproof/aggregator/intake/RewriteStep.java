package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;

/**
 * What the {@code rewrite_tag_filter} views of one step share. An event may get several new tags,
 * one per step.
 *
 * @param next routes of events with new tags
 * @param errors takes events on which a rule fails
 */
record RewriteStep(Rerouting next, EventLoopOutput errors, Ledger ledger) {}
