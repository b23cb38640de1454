package dev.logproof.aggregator;

import dev.logproof.aggregator.firehose.AwsDeliveryStream;
import dev.logproof.aggregator.firehose.RequestMemory;
import java.net.URI;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Preloads the SDK and TLS while the configuration is read, which shortens the start on two or more
 * processors. Runs on its own thread, which ends by itself.
 */
final class SdkPreloader {
  private static final URI NOWHERE = URI.create("https://localhost");

  private SdkPreloader() {}

  static void begin() {
    // SLF4J defers, with a warning, messages logged while another thread initializes it.
    Logger log = LoggerFactory.getLogger(SdkPreloader.class);
    Thread thread = new Thread(() -> tryLoad(log), "start-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private static void tryLoad(Logger log) {
    try {
      load();
    } catch (RuntimeException e) {
      log.debug("cannot preload the AWS SDK; the start will report the cause", e);
    }
  }

  static void load() {
    AwsDeliveryStream.connectTo(
            NOWHERE, "any", "us-east-1", new RequestMemory(0), Clock.systemUTC())
        .close();
  }
}
