package dev.logproof.aggregator.access;

/** How an output connects to servers. */
public sealed interface ClientTransport permits ClientTransport.Plain, ClientTls {
  /** Not encrypted. */
  ClientTransport PLAIN = new Plain();

  /** Has no settings. */
  record Plain() implements ClientTransport {}
}
