package dev.logproof.localaws.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * A self-signed certificate for the loopback address, made by keytool.
 *
 * @param certificate for clients that are to trust it, PEM
 */
public record TlsIdentity(SslContext context, Path certificate) {
  /** Password of the key store; not a secret. */
  private static final String PASSWORD = "local-aws";

  private static final String KEY_PAIR =
      "-genkeypair -keyalg RSA -keysize 2048 -validity 365 -dname CN=localhost -ext bc:c"
          + " -ext san=dns:localhost,ip:127.0.0.1";

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
      keytool(store, KEY_PAIR.split(" ", -1));
      keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
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

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "firehose", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output.strip());
    }
  }
}
