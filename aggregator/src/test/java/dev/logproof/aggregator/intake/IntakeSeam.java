package dev.logproof.aggregator.intake;

/** Fault injection points between socket and sealed chunk. */
enum IntakeSeam {
  READ,
  ALLOCATE,
  ROUTE,
  ADMIT,
  TRANSCODE,
  SEAL,
  DEAD_LETTER,
  WRITE,
  LOG
}
