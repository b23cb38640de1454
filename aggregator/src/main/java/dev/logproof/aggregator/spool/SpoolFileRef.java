package dev.logproof.aggregator.spool;

import java.nio.file.Path;

/** A spool file. */
record SpoolFileRef(Path path, FileIdentity identity) {}
