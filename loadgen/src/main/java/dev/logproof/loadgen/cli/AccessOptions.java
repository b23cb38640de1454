package dev.logproof.loadgen.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.forward.handshake.ClientIdentity;
import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.access.Credentials;
import dev.logproof.loadgen.access.TlsClient;
import dev.logproof.loadgen.access.TlsSettings;
import dev.logproof.loadgen.access.Transport;
import dev.logproof.pem.Passphrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Options for access to receivers. Secrets come from files or the environment, since every user of
 * the machine can read a command line.
 */
final class AccessOptions {
  /** A receiver refuses a client with its own host name. */
  private static final String OWN_NAME = "loadgen";

  private static final String PASSPHRASE = "--tls-key-passphrase";

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--tls",
      description =
          "Use TLS, and accept a receiver only if its certificate is valid for the host name or"
              + " address of --target.")
  boolean tls;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description =
          "CA certificates in PEM for the receiver's certificate. Default: Java's trust store.")
  Optional<Path> authority = Optional.empty();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "Client certificate chain in PEM, for a receiver that requests one; requires --tls-key.")
  Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Private key of --tls-cert in PEM, as PKCS #8, PKCS #1 or SEC 1.")
  Optional<Path> privateKey = Optional.empty();

  @Option(
      names = PASSPHRASE,
      paramLabel = "FILE",
      description =
          "File with the passphrase of an encrypted --tls-key; LOGPROOF_TLS_KEY_PASSPHRASE holds"
              + " the passphrase itself.")
  Optional<String> passphrase = Optional.empty();

  @Option(
      names = "--tls-insecure",
      description = "Accept any receiver, without verifying its certificate or name.")
  boolean insecure;

  @Option(
      names = "--shared-key",
      paramLabel = "FILE",
      description =
          "File with the shared key of the receiver's <security>; LOGPROOF_SHARED_KEY holds the key"
              + " itself.")
  Optional<String> sharedKey = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "User name for a receiver with user_auth.")
  Optional<String> user = Optional.empty();

  @Option(
      names = "--password",
      paramLabel = "FILE",
      description = "File with the user's password; LOGPROOF_PASSWORD holds the password itself.")
  Optional<String> password = Optional.empty();

  Access access() {
    return new Access(transport(), credentials());
  }

  private Transport transport() {
    if (!tls) {
      forbid(authority.isPresent(), "--tls-ca without --tls");
      forbid(certificate.isPresent(), "--tls-cert without --tls");
      forbid(privateKey.isPresent(), "--tls-key without --tls");
      forbid(insecure, "--tls-insecure without --tls");
      return new Transport.Plain();
    }
    forbid(
        certificate.isPresent() != privateKey.isPresent(), "--tls-cert and --tls-key: give both");
    forbid(insecure && authority.isPresent(), "--tls-insecure with --tls-ca: give one of them");
    try {
      return TlsClient.open(new TlsSettings(trust(), own()));
    } catch (IOException e) {
      throw CommandFailure.badInput("--tls: " + e.getMessage(), e);
    }
  }

  private TlsSettings.Trust trust() {
    if (insecure) {
      return new TlsSettings.Anyone();
    }
    return authority
        .<TlsSettings.Trust>map(TlsSettings.Authorities::new)
        .orElseGet(TlsSettings.JdkAuthorities::new);
  }

  private TlsSettings.OwnCertificate own() {
    return certificate
        .<TlsSettings.OwnCertificate>map(
            chain ->
                new TlsSettings.CertificateFiles(chain, privateKey.orElseThrow(), passphrase()))
        .orElseGet(TlsSettings.NoCertificate::new);
  }

  private Passphrase passphrase() {
    return passphrase
        .map(text -> Passphrase.of(PASSPHRASE, secret(PASSPHRASE, text)))
        .orElse(Passphrase.none(PASSPHRASE));
  }

  private Credentials credentials() {
    forbid(user.isPresent() != password.isPresent(), "--user and --password: give both");
    forbid(user.isPresent() && sharedKey.isEmpty(), "--user without --shared-key");
    return sharedKey.<Credentials>map(this::identified).orElseGet(Credentials.Anonymous::new);
  }

  private Credentials identified(String key) {
    return new Credentials.SharedKey(
        new ClientIdentity(
            OWN_NAME,
            secret("--shared-key", key),
            user.orElse(""),
            password.map(text -> secret("--password", text)).orElse("")));
  }

  private static void forbid(boolean given, String what) {
    if (given) {
      throw CommandFailure.badInput(what);
    }
  }

  /** On the command line, the value names a file; otherwise it is the secret itself. */
  private String secret(String option, String value) {
    if (!spec.commandLine().getParseResult().hasMatchedOption(option)) {
      return value;
    }
    try {
      String secret = Files.readString(Path.of(value)).stripTrailing();
      forbid(secret.isEmpty(), option + " " + value + ": the file is empty");
      return secret;
    } catch (IOException e) {
      throw CommandFailure.badInput(option + " " + value + ": no readable file there", e);
    }
  }
}
