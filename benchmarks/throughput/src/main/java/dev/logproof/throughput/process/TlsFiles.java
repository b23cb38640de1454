package dev.logproof.throughput.process;

import dev.logproof.process.LocalKeyStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The endpoint's self-signed certificate and its clients' trust files, made by keytool.
 *
 * @param keyStore PKCS12
 * @param trustStore for Java clients, PKCS12
 * @param certificate for other clients, PEM
 */
public record TlsFiles(Path keyStore, Path trustStore, Path certificate) {
  /** Password of both stores; not a secret. */
  public static final String PASSWORD = "benchmark";

  private static final int VALID_DAYS = 30;

  /** Creates the files in {@code directory}. */
  public static TlsFiles make(Path directory) throws IOException, InterruptedException {
    TlsFiles files =
        new TlsFiles(
            directory.resolve("endpoint.p12"),
            directory.resolve("trust.p12"),
            directory.resolve("ca.pem"));
    LocalKeyStore endpoint = new LocalKeyStore(files.keyStore(), PASSWORD);
    endpoint.createKeyPair(VALID_DAYS);
    endpoint.exportCertificate(files.certificate());
    new LocalKeyStore(files.trustStore(), PASSWORD).importCertificate(files.certificate());
    return files;
  }
}
