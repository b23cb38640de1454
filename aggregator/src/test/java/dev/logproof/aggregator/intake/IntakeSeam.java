package dev.logproof.aggregator.intake;

/** A place between the socket and a sealed chunk where something may be thrown. */
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
