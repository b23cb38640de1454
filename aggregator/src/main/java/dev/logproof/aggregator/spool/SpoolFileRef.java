package dev.logproof.aggregator.spool;

import java.nio.file.Path;

/** A spool file that an earlier task left, and what it says of itself. Immutable. */
record SpoolFileRef(Path path, FileIdentity identity) {}
