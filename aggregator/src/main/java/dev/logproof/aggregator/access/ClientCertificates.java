package dev.logproof.aggregator.access;

import java.nio.file.Path;

/** Certificates that a TLS input asks its clients for. */
public sealed interface ClientCertificates {
  /** None: any client may connect. */
  ClientCertificates NOT_ASKED = new NotAsked();

  /** Has no settings. */
  record NotAsked() implements ClientCertificates {}

  /** Requires one of the authorities in a PEM file. */
  record SignedBy(Path authority) implements ClientCertificates {}
}
