package dev.logproof.loadgen.access;

import dev.logproof.pem.Passphrase;
import java.nio.file.Path;

/** Which receivers a TLS client trusts, and what it presents to them. */
public record TlsSettings(Trust trust, OwnCertificate own) {
  /** Which certificates of receivers are accepted. */
  public sealed interface Trust {}

  /** Those of the JDK's default authorities. */
  public record JdkAuthorities() implements Trust {}

  /** Those of the authorities in a PEM file. */
  public record Authorities(Path file) implements Trust {}

  /** Any, for any name. */
  public record Anyone() implements Trust {}

  /** Sent to a receiver that requests a certificate. */
  public sealed interface OwnCertificate {}

  /** No certificate. */
  public record NoCertificate() implements OwnCertificate {}

  /** Certificate chain and key in PEM. */
  public record CertificateFiles(Path certificate, Path privateKey, Passphrase passphrase)
      implements OwnCertificate {}
}
