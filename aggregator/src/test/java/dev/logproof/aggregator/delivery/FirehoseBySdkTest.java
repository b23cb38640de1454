package dev.logproof.aggregator.delivery;

/** The way round a proxy, by the SDK's client, does the same. */
class FirehoseBySdkTest extends FirehoseDeliveryStreamTest {
  @Override
  boolean bySdk() {
    return true;
  }
}
