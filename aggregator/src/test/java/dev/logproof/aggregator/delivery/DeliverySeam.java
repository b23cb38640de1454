package dev.logproof.aggregator.delivery;

/** Fault injection points of a delivery thread. */
enum DeliverySeam {
  CREDENTIALS,
  DNS,
  CONNECT,
  HANDSHAKE,
  ENCODE,
  SIGN,
  WRITE,
  READ,
  PARSE,
  METRICS,
  LOG,
  DEAD_LETTERS,
  ACKNOWLEDGE
}
