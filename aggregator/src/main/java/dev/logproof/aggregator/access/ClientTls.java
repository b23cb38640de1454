package dev.logproof.aggregator.access;

import dev.logproof.pem.PemFiles;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS of the connections of an output.
 *
 * @param verifiesName whether the certificate must be for the server's name
 * @param ciphers OpenSSL cipher list, or Java names; empty for the platform's default
 */
public record ClientTls(
    Trust trust,
    boolean verifiesName,
    OwnCertificate own,
    List<String> protocols,
    List<String> ciphers)
    implements ClientTransport {
  /** Certificates of servers that are accepted. */
  public sealed interface Trust {}

  /** Those of the platform's authorities, and those in or signed by certificates of PEM files. */
  public record Authorities(List<Path> files) implements Trust {
    /** Copies the list. */
    public Authorities {
      files = List.copyOf(files);
    }
  }

  /** Any. */
  public record Anyone() implements Trust {}

  /** The certificate that is sent to a server that requests one. */
  public sealed interface OwnCertificate {}

  /** No certificate. */
  public record NoCertificate() implements OwnCertificate {}

  /** A certificate and its key. */
  public record InFiles(KeyFiles files) implements OwnCertificate {}

  /** Copies the lists. */
  public ClientTls {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }

  /**
   * Creates the TLS context of all connections.
   *
   * @throws IOException when a file is unusable; the message names it
   */
  public SslContext open() throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .protocols(protocols)
            .endpointIdentificationAlgorithm(verifiesName ? "HTTPS" : "");
    if (trust instanceof Authorities authorities) {
      if (!authorities.files().isEmpty()) {
        builder.trustManager(withPlatform(authorities.files()));
      }
    } else {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    }
    try {
      if (!ciphers.isEmpty()) {
        builder.ciphers(CipherList.select(ciphers));
      }
      return own instanceof InFiles mine ? withKey(builder, mine.files()) : builder.build();
    } catch (IllegalArgumentException e) {
      throw new IOException("TLS: " + e.getMessage(), e);
    }
  }

  private static SslContext withKey(SslContextBuilder builder, KeyFiles own) throws IOException {
    try {
      return builder.keyManager(new OneKey(own.key(), own.chain())).build();
    } catch (IllegalArgumentException e) {
      throw own.unusable(e);
    }
  }

  private static X509Certificate[] withPlatform(List<Path> files) throws IOException {
    List<X509Certificate> trusted = new ArrayList<>();
    for (Path file : files) {
      trusted.addAll(List.of(PemFiles.certificates(file)));
    }
    try {
      TrustManagerFactory platform =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      platform.init((KeyStore) null);
      Stream.of(platform.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(each -> ((X509TrustManager) each).getAcceptedIssuers())
          .forEach(issuers -> trusted.addAll(List.of(issuers)));
    } catch (GeneralSecurityException e) {
      throw new IOException("the platform's authorities: " + e.getMessage(), e);
    }
    return trusted.toArray(X509Certificate[]::new);
  }
}
