package dev.logproof.throughput.endpoint;

/**
 * Counters of the endpoint.
 *
 * @param atMicros microseconds since the epoch
 * @param payloadBytes before base64
 * @param events distinct events
 * @param foreign records without a benchmark event, and marks that are not the benchmark's
 * @param refused malformed requests
 */
public record EndpointCounts(
    long atMicros,
    long requests,
    long records,
    long payloadBytes,
    long events,
    long duplicates,
    long foreign,
    long refused) {}
