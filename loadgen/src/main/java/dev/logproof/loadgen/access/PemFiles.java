package dev.logproof.loadgen.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys from PEM files; errors name the file. */
final class PemFiles {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  private PemFiles() {}

  static List<Certificate> certificates(Path file) throws IOException {
    try {
      List<Certificate> certificates =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(read(file))));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": expected certificates in PEM: " + e.getMessage(), e);
    }
    throw new IOException(file + ": expected certificates in PEM, and there is none");
  }

  static PrivateKey privateKey(Path file, String algorithm) throws IOException {
    Matcher key = PKCS8.matcher(new String(read(file), ISO_8859_1));
    if (!key.find()) {
      throw new IOException(
          file
              + ": expected a key in PEM as PKCS #8, without a passphrase; convert it with 'openssl"
              + " pkcs8 -topk8 -nocrypt'");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(key.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          file
              + ": expected a key of type "
              + algorithm
              + ", as in its certificate: "
              + e.getMessage(),
          e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": no readable file there");
    }
    return Files.readAllBytes(file);
  }
}
