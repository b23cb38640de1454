package dev.logproof.aggregator.access;

import dev.logproof.pem.Passphrase;
import dev.logproof.pem.PemFiles;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The {@code <transport tls>} section of a forward input.
 *
 * @param certificate PEM file of the chain, the server's certificate first
 * @param passphrase of an encrypted private key
 * @param ciphers OpenSSL cipher list, or Java names; empty for the platform's default
 */
public record TlsSettings(
    Path certificate,
    Path privateKey,
    Secret passphrase,
    ClientCertificates clients,
    List<String> protocols,
    List<String> ciphers)
    implements TransportSettings {
  private static final String PASSPHRASE = "private_key_passphrase";

  /** Copies the lists. */
  public TlsSettings {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }

  /**
   * Creates the TLS context of all connections.
   *
   * @throws IOException when a file is unusable; the message names it
   */
  public SslContext open() throws IOException {
    try {
      SslContextBuilder builder = withKey().protocols(protocols);
      if (!ciphers.isEmpty()) {
        builder.ciphers(CipherList.select(ciphers));
      }
      if (clients instanceof ClientCertificates.SignedBy signed) {
        builder.trustManager(readable(signed.authority())).clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "TLS with "
              + certificate
              + " and "
              + privateKey
              + ": "
              + reason(e)
              + "; expected PEM files, the key as PKCS #8, PKCS #1 or SEC 1, and"
              + " private_key_passphrase if the key is encrypted",
          e);
    }
  }

  private SslContextBuilder withKey() throws IOException {
    Path keyFile = readable(privateKey).toPath();
    X509Certificate[] chain = PemFiles.certificates(readable(certificate).toPath());
    PrivateKey key = PemFiles.privateKey(keyFile, keyPassphrase());
    return key.getAlgorithm().startsWith("Ed")
        ? SslContextBuilder.forServer(new OneKey(key, chain))
        : SslContextBuilder.forServer(key, chain);
  }

  private Passphrase keyPassphrase() {
    return passphrase.isGiven()
        ? Passphrase.of(PASSPHRASE, passphrase.reveal())
        : Passphrase.none(PASSPHRASE);
  }

  private static File readable(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": no readable file there");
    }
    return file.toFile();
  }

  private static String reason(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }
}
