package dev.logproof.localaws.firehose;

import dev.logproof.process.LocalKeyStore;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/**
 * A self-signed certificate for the loopback address, made by keytool.
 *
 * @param certificate for clients that are to trust it, PEM
 */
public record TlsIdentity(SslContext context, Path certificate) {
  /** Password of the key store; not a secret. */
  private static final String PASSWORD = "local-aws";

  private static final int VALID_DAYS = 365;

  /**
   * Creates key store and certificate in {@code directory}; an earlier pair is kept.
   *
   * @throws IOException when keytool or the directory cannot be used
   */
  public static TlsIdentity make(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path store = directory.resolve("firehose.p12");
    Path certificate = directory.resolve("ca.pem");
    if (!Files.exists(certificate)) {
      Files.deleteIfExists(store);
      LocalKeyStore keys = new LocalKeyStore(store, PASSWORD);
      keys.createKeyPair(VALID_DAYS);
      keys.exportCertificate(certificate);
    }
    return new TlsIdentity(context(store), certificate.toAbsolutePath());
  }

  private static SslContext context(Path store) throws IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      return SslContextBuilder.forServer(factory).build();
    } catch (GeneralSecurityException e) {
      throw new IOException(store + ": " + e.getMessage(), e);
    }
  }
}
