package dev.logproof.reports.page.chart;

/** A value at a time since the epoch. */
public record Point(long atMillis, double value) {}
