package dev.logproof.verify.source;

import java.time.Instant;

/** An object at the destination; key and version together name its bytes for good. */
public record StoredObject(String key, String version, long sizeBytes, Instant lastModified) {}
