package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.Ledger;

/**
 * Where an output reports what became of its events. Thread-safe.
 *
 * @param ledger counts every event
 * @param deadLetters keeps the events that can never be delivered
 */
public record EventOutcomes(Ledger ledger, DeadLetters deadLetters) {}
