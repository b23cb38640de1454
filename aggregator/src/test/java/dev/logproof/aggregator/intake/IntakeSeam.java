package dev.logproof.aggregator.intake;

/** Places between the socket and a sealed chunk where a fault can be injected. */
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
