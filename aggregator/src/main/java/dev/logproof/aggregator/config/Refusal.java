package dev.logproof.aggregator.config;

/**
 * Why a parameter, section or plugin of Fluentd is refused.
 *
 * @param reason with the way out
 */
record Refusal(Remedy remedy, String reason) {}
