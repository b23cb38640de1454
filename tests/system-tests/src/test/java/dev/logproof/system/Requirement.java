package dev.logproof.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a test needs of the machine: without it, it is skipped and says why. */
final class Requirement {
  private Requirement() {}

  /** Skips the test unless {@code present}; fails it where {@code variable} is {@code true}. */
  static void orSkip(String variable, boolean present, String what) {
    if ("true".equals(System.getenv(variable))) {
      assertThat(present).as(what).isTrue();
    }
    assumeTrue(present, "skipped: " + what);
  }
}
