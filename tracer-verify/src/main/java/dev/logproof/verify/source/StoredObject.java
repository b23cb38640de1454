package dev.logproof.verify.source;

import java.time.Instant;

/** An object at the destination; key and version together identify its bytes. */
public record StoredObject(String key, String version, long sizeBytes, Instant lastModified) {}
