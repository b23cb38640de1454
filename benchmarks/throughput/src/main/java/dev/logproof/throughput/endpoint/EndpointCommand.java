package dev.logproof.throughput.endpoint;

import dev.logproof.commandline.ExitCode;
import dev.logproof.throughput.process.Dialogue;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The counting process, started by the benchmark only. */
@Command(
    name = "endpoint",
    hidden = true,
    description = "Accept and count PutRecordBatch until standard input ends.")
public final class EndpointCommand implements Callable<Integer> {
  private static final int BACKLOG = 256;

  /** Suites that Firehose negotiates with most clients. */
  private static final String[] CIPHERS = {
    "TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  };

  @Option(names = "--key-store", description = "PKCS #12 key store; enables TLS.")
  Optional<Path> keyStore = Optional.empty();

  @Option(names = "--key-store-password", defaultValue = "")
  String password;

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    Tally tally = new Tally();
    ServerSocket server = listen();
    Thread acceptor = new Thread(new CountingEndpoint(server, tally), "accept");
    acceptor.setDaemon(true);
    acceptor.start();
    System.out.println(server.getLocalPort());
    Dialogue.answer(Map.of("counts", tally::counts, "latencies", tally::latencies));
    return ExitCode.PASS;
  }

  private ServerSocket listen() throws IOException, GeneralSecurityException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    if (keyStore.isEmpty()) {
      return new ServerSocket(0, BACKLOG, loopback);
    }
    SSLServerSocket server =
        (SSLServerSocket)
            context(keyStore.get())
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, loopback);
    server.setEnabledCipherSuites(CIPHERS);
    return server;
  }

  private SSLContext context(Path file) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, password.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
