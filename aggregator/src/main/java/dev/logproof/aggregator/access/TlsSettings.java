package dev.logproof.aggregator.access;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
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
    KeyFiles own = new KeyFiles(certificate, privateKey, passphrase, "private_key_passphrase");
    try {
      SslContextBuilder builder = builder(own).protocols(protocols);
      if (!ciphers.isEmpty()) {
        builder.ciphers(CipherList.select(ciphers));
      }
      if (clients instanceof ClientCertificates.SignedBy signed) {
        builder
            .trustManager(KeyFiles.readable(signed.authority()).toFile())
            .clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw own.unusable(e);
    }
  }

  private static SslContextBuilder builder(KeyFiles own) throws IOException {
    KeyFiles.readable(own.privateKey());
    X509Certificate[] chain = own.chain();
    PrivateKey key = own.key();
    return key.getAlgorithm().startsWith("Ed")
        ? SslContextBuilder.forServer(new OneKey(key, chain))
        : SslContextBuilder.forServer(key, chain);
  }
}
