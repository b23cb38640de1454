package dev.logproof.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A key store of one entry, for a server on this machine. The JDK's keytool writes it.
 *
 * @param file PKCS #12
 * @param password of the store and its key
 */
public record LocalKeyStore(Path file, String password) {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final String KEY_PAIR =
      "-genkeypair -keyalg RSA -keysize 2048 -dname CN=localhost -ext bc:c"
          + " -ext san=dns:localhost,ip:127.0.0.1";

  /**
   * Creates a key and its self-signed certificate for {@code localhost} and 127.0.0.1.
   *
   * @throws IOException when keytool fails
   */
  public void createKeyPair(int validDays) throws IOException, InterruptedException {
    keytool((KEY_PAIR + " -validity " + validDays).split(" ", -1));
  }

  /** Writes the certificate to {@code pem}. */
  public void exportCertificate(Path pem) throws IOException, InterruptedException {
    keytool("-exportcert", "-rfc", "-file", pem.toString());
  }

  /** Adds the certificate in {@code pem} as a trusted one. */
  public void importCertificate(Path pem) throws IOException, InterruptedException {
    keytool("-importcert", "-noprompt", "-file", pem.toString());
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "localhost", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", password));
    CompletedCommand.outputOf(TIME_LIMIT, command);
  }
}
