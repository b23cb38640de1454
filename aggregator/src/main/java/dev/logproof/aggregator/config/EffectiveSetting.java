package dev.logproof.aggregator.config;

/**
 * One setting in force.
 *
 * @param value in the unit used internally
 * @param origin {@code file:line}, or {@code default}
 */
public record EffectiveSetting(String section, String name, String value, String origin) {}
