package dev.logproof.aggregator.spool;

import java.nio.file.Path;

/** Spool file left by an earlier task. */
record SpoolFileRef(Path path, FileIdentity identity) {}
