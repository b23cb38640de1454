package dev.logproof.throughput;

import dev.logproof.throughput.event.Mode;
import dev.logproof.throughput.process.TlsFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings shared by all measurements of a run.
 *
 * @param eventBytes length of an event in the forward protocol
 * @param tick interval in which the due events of a connection share one write
 * @param warmUp time before the measurement
 * @param duration length of the measured window
 * @param flushInterval how long an aggregator may hold events back
 * @param drainLimit longest wait without progress for events still missing at the end
 * @param tls empty for plain HTTP
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
