package dev.logproof.aggregator.config;

/**
 * One setting as it is in force.
 *
 * @param section which section it belongs to, with its type and id
 * @param name parameter in the file
 * @param value in the unit we use
 * @param origin {@code file:line}, or {@code default}
 */
public record EffectiveSetting(String section, String name, String value, String origin) {}
