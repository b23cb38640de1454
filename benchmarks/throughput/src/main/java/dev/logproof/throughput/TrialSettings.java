package dev.logproof.throughput;

import dev.logproof.throughput.event.Mode;
import java.time.Duration;

/**
 * Settings of a run.
 *
 * @param tick interval in which a connection's due events share one write
 * @param flushInterval how long an aggregator may hold events back
 * @param drainLimit longest wait without progress for missing events
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
    EndpointTransport transport) {}
