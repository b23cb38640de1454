package dev.logproof.system.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Host requirements of a test, which is otherwise skipped with a reason. */
public final class Requirement {
  private Requirement() {}

  /** Skips the test unless {@code present}; fails it if {@code variable} is {@code true}. */
  public static void orSkip(String variable, boolean present, String what) {
    if ("true".equals(System.getenv(variable))) {
      assertThat(present).as(what).isTrue();
    }
    assumeTrue(present, "skipped: " + what);
  }
}
