package dev.logproof.system.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.process.CompletedCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Creates PEM files with self-signed certificates for 127.0.0.1 and their keys. */
public final class KeyFiles {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final String STORE_PASSWORD = "changeit";

  private KeyFiles() {}

  /** Creates {@code NAME.pem} and {@code NAME.key} for each name. */
  public static void create(Path directory, String... names)
      throws IOException, InterruptedException, GeneralSecurityException {
    for (String name : names) {
      createPair(directory, name);
    }
  }

  private static void createPair(Path directory, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve(name + ".p12");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name));
    line.addAll(List.of("-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12"));
    line.addAll(List.of("-storepass", STORE_PASSWORD, "-keystore", store.toString()));
    CompletedCommand.outputOf(TIME_LIMIT, line);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    Key key = keys.getKey(name, STORE_PASSWORD.toCharArray());
    write(directory.resolve(name + ".pem"), "CERTIFICATE", keys.getCertificate(name).getEncoded());
    write(directory.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded());
  }

  private static void write(Path file, String label, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
  }
}
