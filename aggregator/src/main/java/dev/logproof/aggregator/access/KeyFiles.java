package dev.logproof.aggregator.access;

import dev.logproof.pem.Passphrase;
import dev.logproof.pem.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate with its private key, in PEM files.
 *
 * @param certificate the chain, the own certificate first
 * @param passphrase of an encrypted private key
 * @param passphraseName the parameter of the passphrase, for messages
 */
public record KeyFiles(
    Path certificate, Path privateKey, Secret passphrase, String passphraseName) {

  X509Certificate[] chain() throws IOException {
    return PemFiles.certificates(readable(certificate));
  }

  PrivateKey key() throws IOException {
    return PemFiles.privateKey(
        readable(privateKey),
        passphrase.isGiven()
            ? Passphrase.of(passphraseName, passphrase.reveal())
            : Passphrase.none(passphraseName));
  }

  static Path readable(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": no readable file there");
    }
    return file;
  }

  /** Returns an error that names the files and what is expected in them. */
  IOException unusable(IllegalArgumentException failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return new IOException(
        "TLS with "
            + certificate
            + " and "
            + privateKey
            + ": "
            + at.getMessage()
            + "; expected PEM files, the key as PKCS #8, PKCS #1 or SEC 1, and "
            + passphraseName
            + " if the key is encrypted",
        failure);
  }
}
