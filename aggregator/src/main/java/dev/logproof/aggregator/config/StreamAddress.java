package dev.logproof.aggregator.config;

/**
 * A stream of AWS, and how to reach it.
 *
 * @param region "" for the AWS SDK's standard chain
 * @param name may have placeholders
 */
public record StreamAddress(String region, String name, AwsAccess access) {
  /** Returns the address of another stream of the same account. */
  StreamAddress named(String other) {
    return new StreamAddress(region, other, access);
  }
}
