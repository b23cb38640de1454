package dev.logproof.localaws;

import dev.logproof.localaws.auth.Credentials;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.listen.Outages;
import dev.logproof.localaws.s3.EmbeddedS3;
import dev.logproof.localaws.s3.FaultyS3;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * S3, behind a port that fails on purpose if faults are enabled; Firehose's deliveries take the
 * direct way. Started and stopped by one thread.
 */
final class LocalS3 implements Closeable {
  private static final String LOOPBACK = "127.0.0.1";

  private final EmbeddedS3 s3;
  private final Closeable front;
  private final int port;
  private final RequestFaultSwitch faults;

  /** S3 without a port that fails. */
  private static final class NeverAway implements Outages {
    @Override
    public void beginOutage(boolean refuse) {}

    @Override
    public void endOutage() {}
  }

  private LocalS3(EmbeddedS3 s3, Closeable front, int port, RequestFaultSwitch faults) {
    this.s3 = s3;
    this.front = front;
    this.port = port;
    this.faults = faults;
  }

  /** Serves {@code directory}; {@code host} is the address to bind as part of a URL. */
  static LocalS3 start(
      LocalAwsSettings settings, String host, Path directory, Dependencies dependencies)
      throws IOException {
    RequestFaults wrong = new RequestFaults(dependencies.clock()::nanoTime);
    RequestFaultPlan plan = settings.s3Fault();
    if (!settings.faults() && plan.equals(RequestFaultPlan.NONE)) {
      EmbeddedS3 s3 = EmbeddedS3.start(host, settings.s3Port(), directory, Credentials.LOCAL);
      return new LocalS3(s3, () -> {}, s3.port(), faults(new NeverAway(), wrong));
    }
    EmbeddedS3 s3 = EmbeddedS3.start(LOOPBACK, 0, directory, Credentials.LOCAL);
    try {
      FaultyS3 front =
          FaultyS3.start(
              new InetSocketAddress(settings.bind(), settings.s3Port()),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), s3.port()),
              wrong);
      RequestFaultSwitch faults = faults(front, wrong);
      if (!plan.equals(RequestFaultPlan.NONE)) {
        faults.begin(plan);
      }
      return new LocalS3(s3, front::close, front.port(), faults);
    } catch (IOException e) {
      s3.close();
      throw e;
    }
  }

  private static RequestFaultSwitch faults(Outages service, RequestFaults wrong) {
    return new RequestFaultSwitch(service, wrong, RequestFaultPlan::ofS3);
  }

  /** Port for clients. */
  int port() {
    return port;
  }

  /** Address without faults as part of a URL; {@code clientHost} is where clients reach S3. */
  String direct(String clientHost) {
    return (port == s3.port() ? clientHost : LOOPBACK) + ":" + s3.port();
  }

  RequestFaultSwitch faults() {
    return faults;
  }

  @Override
  public void close() throws IOException {
    front.close();
    s3.close();
  }
}
