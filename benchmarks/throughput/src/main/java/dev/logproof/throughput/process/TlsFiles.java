package dev.logproof.throughput.process;

import dev.logproof.process.CompletedCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final String KEY_PAIR =
      "-genkeypair -keyalg RSA -keysize 2048 -validity 30 -dname CN=localhost"
          + " -ext bc:c -ext san=dns:localhost,ip:127.0.0.1";

  /** Creates the files in {@code directory}. */
  public static TlsFiles make(Path directory) throws IOException, InterruptedException {
    TlsFiles files =
        new TlsFiles(
            directory.resolve("endpoint.p12"),
            directory.resolve("trust.p12"),
            directory.resolve("ca.pem"));
    keytool(files.keyStore(), KEY_PAIR.split(" ", -1));
    keytool(files.keyStore(), "-exportcert", "-rfc", "-file", files.certificate().toString());
    keytool(
        files.trustStore(), "-importcert", "-noprompt", "-file", files.certificate().toString());
    return files;
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "endpoint", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    CompletedCommand.outputOf(TIME_LIMIT, command);
  }
}
