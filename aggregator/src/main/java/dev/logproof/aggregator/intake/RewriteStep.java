package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;

/**
 * Outputs and counters that the {@code rewrite_tag_filter} views of one step share. A step gives an
 * event one new tag.
 *
 * @param next routes of events with new tags
 * @param errors takes events on which a rule fails
 */
record RewriteStep(Rerouting next, EventLoopOutput errors, Ledger ledger) {}
