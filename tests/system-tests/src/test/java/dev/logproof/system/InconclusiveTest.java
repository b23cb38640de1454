package dev.logproof.system;

/** What was to go wrong did not, as far as can be seen: neither good nor bad, and no proof. */
final class InconclusiveTest extends AssertionError {
  private static final long serialVersionUID = 1L;

  InconclusiveTest(String why) {
    super("unknown: " + why);
  }
}
