package dev.logproof.localaws;

import dev.logproof.commandline.ByteRate;
import dev.logproof.localaws.limits.StreamQuota;
import java.util.Optional;

/** Value of {@code --quota}. */
sealed interface QuotaChoice {

  /** Returns a stream's quota; empty means unlimited. */
  Optional<StreamQuota> in(String region);

  /** No quota. */
  record Unlimited() implements QuotaChoice {
    @Override
    public Optional<StreamQuota> in(String region) {
      return Optional.empty();
    }
  }

  /** AWS's default quota for the region. */
  record Aws() implements QuotaChoice {
    @Override
    public Optional<StreamQuota> in(String region) {
      return Optional.of(StreamQuota.ofRegion(region));
    }
  }

  /** A quota on bytes only. */
  record Bytes(ByteRate rate) implements QuotaChoice {
    @Override
    public Optional<StreamQuota> in(String region) {
      return Optional.of(StreamQuota.ofBytes(rate.bytesPerSecond()));
    }
  }

  /**
   * Parses {@code none}, {@code aws} or a rate.
   *
   * @throws IllegalArgumentException for other text
   */
  static QuotaChoice parse(String text) {
    return switch (text) {
      case "none" -> new Unlimited();
      case "aws" -> new Aws();
      default -> new Bytes(rate(text));
    };
  }

  private static ByteRate rate(String text) {
    try {
      return ByteRate.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a quota: expected none, aws, or a rate such as 5MiB/s", e);
    }
  }
}
