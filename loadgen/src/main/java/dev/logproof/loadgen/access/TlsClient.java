package dev.logproof.loadgen.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Wraps connections in TLS over the JDK's blocking sockets. Thread-safe. */
public final class TlsClient {
  private static final int OBJECTION_MILLIS = 250;

  private final SSLContext context;
  private final Settings settings;
  private final AtomicBoolean heard = new AtomicBoolean();

  /**
   * Trust and key settings.
   *
   * @param authority PEM certificates; empty for the JDK's defaults
   * @param insecure whether to trust any certificate and name
   */
  public record Settings(Optional<Path> authority, Optional<OwnFiles> own, boolean insecure) {}

  /** Certificate chain and key in PEM. */
  public record OwnFiles(Path certificate, Path privateKey) {}

  private TlsClient(SSLContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /** Reads the files; errors name the invalid one. */
  public static TlsClient open(Settings settings) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(settings), trust(settings), null);
      return new TlsClient(context, settings);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS: " + e.getMessage(), e);
    }
  }

  private static KeyManager[] keys(Settings settings) throws IOException, GeneralSecurityException {
    if (settings.own().isEmpty()) {
      return new KeyManager[0];
    }
    OwnFiles own = settings.own().get();
    List<Certificate> chain = PemFiles.certificates(own.certificate());
    PrivateKey key =
        PemFiles.privateKey(own.privateKey(), chain.get(0).getPublicKey().getAlgorithm());
    KeyStore store = emptyStore();
    store.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  /** Null selects the JDK's default authorities. */
  private static TrustManager[] trust(Settings settings)
      throws IOException, GeneralSecurityException {
    if (settings.insecure()) {
      return new TrustManager[] {new InsecureTrustManager()};
    }
    if (settings.authority().isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    for (Certificate certificate : PemFiles.certificates(settings.authority().get())) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** A {@code silent} receiver sends nothing after the handshake. */
  Link wrap(PlainLink plain, InetSocketAddress address, int maxMillis, boolean silent)
      throws IOException {
    try {
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(
                      plain.channel().socket(), address.getHostString(), address.getPort(), true);
      if (!settings.insecure()) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.setSoTimeout(maxMillis);
      socket.startHandshake();
      TlsLink link = new TlsLink(plain, socket);
      if (silent && !heard.getAndSet(true)) {
        hearObjection(socket);
      }
      link.limitReads(0);
      return link;
    } catch (SSLException e) {
      throw refused(e);
    } catch (SocketTimeoutException e) {
      throw new RefusedException(
          "TLS: no response within " + maxMillis + " ms; does the receiver use TLS?", e);
    }
  }

  static RefusedException refused(SSLException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = String.valueOf(failure.getMessage());
    String behind = String.valueOf(root.getMessage());
    return new RefusedException(
        "TLS: "
            + (said.contains(behind) ? said : said + ": " + behind)
            + "; are the --tls options right?",
        failure);
  }

  /**
   * Waits for a rejection, since a TLS 1.3 client completes the handshake before the receiver has
   * checked its certificate. Once per process suffices: all connections present the same one.
   */
  private static void hearObjection(SSLSocket socket) throws IOException {
    socket.setSoTimeout(OBJECTION_MILLIS);
    try {
      if (socket.getInputStream().read() < 0) {
        throw new RefusedException("TLS: the receiver closed the connection after the handshake");
      }
    } catch (SocketTimeoutException e) {
      return;
    }
    throw new RefusedException("TLS: the receiver sends first; does it require a shared key?");
  }
}
