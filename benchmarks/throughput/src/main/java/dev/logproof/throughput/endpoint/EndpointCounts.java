package dev.logproof.throughput.endpoint;

/**
 * What the endpoint has accepted.
 *
 * @param atMicros when this was counted, since the epoch
 * @param requests answered with success
 * @param records in them
 * @param payloadBytes of the records, before base64
 * @param events that arrived, each once
 * @param duplicates events that arrived again
 * @param foreign records without an event of ours, and marks that are not ours
 * @param refused requests that could not be understood
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
