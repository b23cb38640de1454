package dev.logproof.throughput;

import dev.logproof.throughput.event.Mode;
import dev.logproof.throughput.process.TlsFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * What all measurements of a run have in common.
 *
 * @param eventBytes of forward protocol an event is long
 * @param tick what becomes due within it on one connection goes out in one write
 * @param warmUp before anything is measured
 * @param duration of the window that is measured
 * @param flushInterval how long an aggregator may hold events back
 * @param drainLimit how long what is still missing at the end may make no progress
 * @param tls none: plain HTTP
 */
record TrialSettings(
    int connections,
    String tag,
    Mode mode,
    int eventBytes,
    Duration tick,
    Duration warmUp,
    Duration duration,
    Duration flushInterval,
    boolean aggregateRecords,
    Duration drainLimit,
    Optional<TlsFiles> tls) {}
