package dev.logproof.system;

/** An inconclusive test: the intended fault was not observed, so the result proves nothing. */
final class InconclusiveTest extends AssertionError {
  private static final long serialVersionUID = 1L;

  InconclusiveTest(String why) {
    super("unknown: " + why);
  }
}
