package dev.logproof.loadgen.access;

import dev.logproof.pem.PemFiles;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Wraps connections in TLS over the JDK's blocking sockets. Thread-safe. */
public final class TlsClient implements Transport {
  private static final int OBJECTION_MILLIS = 250;

  private final SSLContext context;
  private final TlsSettings settings;
  private final AtomicBoolean heard = new AtomicBoolean();

  private TlsClient(SSLContext context, TlsSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  /** Reads the files; errors name the invalid one. */
  public static TlsClient open(TlsSettings settings) throws IOException {
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    if (settings.trust() instanceof TlsSettings.Authorities authorities) {
      builder.trustManager(PemFiles.certificates(authorities.file()));
    } else if (settings.trust() instanceof TlsSettings.Anyone) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    }
    if (settings.own() instanceof TlsSettings.CertificateFiles own) {
      builder.keyManager(
          PemFiles.privateKey(own.privateKey(), own.passphrase()),
          PemFiles.certificates(own.certificate()));
    }
    try {
      return new TlsClient(((JdkSslContext) builder.build()).context(), settings);
    } catch (SSLException | IllegalArgumentException e) {
      throw new IOException("TLS: " + e.getMessage(), e);
    }
  }

  @Override
  public Link over(PlainLink plain, InetSocketAddress address, int maxMillis, boolean silent)
      throws IOException {
    try {
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(
                      plain.channel().socket(), address.getHostString(), address.getPort(), true);
      if (!(settings.trust() instanceof TlsSettings.Anyone)) {
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
