package dev.logproof.statistics;

/**
 * Where a fitted line reaches a value, with its 95 % interval (Fieller, 1954).
 *
 * @param x where the line reaches it
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Crossing(double x, double low, double high) {}
