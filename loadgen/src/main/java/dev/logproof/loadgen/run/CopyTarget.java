package dev.logproof.loadgen.run;

import dev.logproof.objects.S3Location;

/** Where a run's directory is copied. */
public sealed interface CopyTarget {
  /** Nowhere. */
  record Nowhere() implements CopyTarget {}

  /** To S3. */
  record InS3(S3Location location) implements CopyTarget {}
}
