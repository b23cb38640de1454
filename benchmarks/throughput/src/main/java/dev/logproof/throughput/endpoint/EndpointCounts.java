package dev.logproof.throughput.endpoint;

/**
 * Counters of the endpoint.
 *
 * @param atMicros time of this snapshot, in microseconds since the epoch
 * @param requests successful requests
 * @param records records in these requests
 * @param payloadBytes bytes of the records before base64
 * @param events distinct events that arrived
 * @param duplicates events that arrived again
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
