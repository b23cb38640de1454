package dev.logproof.pem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * Reads certificates and private keys from PEM files: PKCS #8, PKCS #1 and SEC 1, encrypted or not,
 * with parameters or text around them. Errors name the file. Blocking. Stateless.
 */
public final class PemFiles {
  private PemFiles() {}

  /** Reads a chain, or a list of authorities, in the file's order. */
  public static X509Certificate[] certificates(Path file) throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    for (Object object : objects(file)) {
      if (object instanceof X509CertificateHolder holder) {
        chain.add(certificate(file, holder));
      }
    }
    if (chain.isEmpty()) {
      throw new IOException(file + ": no certificate in PEM");
    }
    return chain.toArray(X509Certificate[]::new);
  }

  private static X509Certificate certificate(Path file, X509CertificateHolder holder)
      throws IOException {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Reads the first key. */
  public static PrivateKey privateKey(Path file, Passphrase passphrase) throws IOException {
    for (Object object : objects(file)) {
      Optional<PrivateKeyInfo> key = key(file, object, passphrase);
      if (key.isPresent()) {
        return privateKey(file, key.get());
      }
    }
    throw new IOException(file + ": no private key in PEM (PKCS #8, PKCS #1 or SEC 1)");
  }

  private static List<Object> objects(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": no readable file there");
    }
    List<Object> objects = new ArrayList<>();
    try (PEMParser parser = new PEMParser(Files.newBufferedReader(file, ISO_8859_1))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        objects.add(object);
      }
    } catch (PEMException e) {
      throw new IOException(file + ": malformed PEM: " + e.getMessage(), e);
    }
    return objects;
  }

  private static Optional<PrivateKeyInfo> key(Path file, Object object, Passphrase passphrase)
      throws IOException {
    try {
      if (object instanceof PrivateKeyInfo plain) {
        return Optional.of(plain);
      } else if (object instanceof PEMKeyPair pair) {
        return Optional.of(pair.getPrivateKeyInfo());
      } else if (object instanceof PEMEncryptedKeyPair pair) {
        char[] password = reveal(file, passphrase);
        return Optional.of(
            pair.decryptKeyPair(new BcPEMDecryptorProvider(password)).getPrivateKeyInfo());
      } else if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
        char[] password = reveal(file, passphrase);
        return Optional.of(
            encrypted.decryptPrivateKeyInfo(
                new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(password)));
      }
      return Optional.empty();
    } catch (PEMException | PKCSException | OperatorCreationException e) {
      throw new IOException(
          file
              + ": cannot decrypt the key, is "
              + passphrase.setting()
              + " right? "
              + e.getMessage(),
          e);
    }
  }

  private static char[] reveal(Path file, Passphrase passphrase) throws IOException {
    if (!passphrase.isPresent()) {
      throw new IOException(file + ": the key is encrypted: set " + passphrase.setting());
    }
    return passphrase.characters();
  }

  /** Drops the embedded public key, which not every reader accepts. */
  private static PrivateKey privateKey(Path file, PrivateKeyInfo info) throws IOException {
    try {
      byte[] encoded =
          new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey()).getEncoded();
      return KeyFactory.getInstance(algorithm(info))
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static String algorithm(PrivateKeyInfo info) {
    ASN1ObjectIdentifier id = info.getPrivateKeyAlgorithm().getAlgorithm();
    if (id.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    return id.equals(EdECObjectIdentifiers.id_Ed25519) ? "Ed25519" : "EC";
  }
}
