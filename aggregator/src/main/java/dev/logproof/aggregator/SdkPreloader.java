package dev.logproof.aggregator;

import dev.logproof.aggregator.delivery.FirehoseDeliveryStream;
import dev.logproof.aggregator.delivery.RequestMemory;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the SDK and TLS, half of a start, while the command line and the configuration are read: on
 * a second processor that is time won, on a single one none lost. What it makes is thrown away.
 * Runs on a thread of its own, which ends by itself.
 */
final class SdkPreloader {
  private static final URI NOWHERE = URI.create("https://localhost");

  private SdkPreloader() {}

  /** Begins, and returns at once. */
  static void begin() {
    // Set up here, as what is logged while another thread does that is held back with a warning.
    Logger log = LoggerFactory.getLogger(SdkPreloader.class);
    Thread thread = new Thread(() -> tryLoad(log), "start-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private static void tryLoad(Logger log) {
    try {
      load();
    } catch (RuntimeException e) {
      log.debug("nothing was loaded ahead; the start itself will say why", e);
    }
  }

  /** Makes a stream that nothing is sent to. */
  static void load() {
    FirehoseDeliveryStream.connect(
            "any", Optional.of("us-east-1"), Optional.of(NOWHERE), new RequestMemory(0))
        .close();
  }
}
