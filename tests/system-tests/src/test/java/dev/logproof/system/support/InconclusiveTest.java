package dev.logproof.system.support;

/** The intended fault was not observed, so the result proves nothing. */
public final class InconclusiveTest extends AssertionError {
  private static final long serialVersionUID = 1L;

  public InconclusiveTest(String why) {
    super("unknown: " + why);
  }
}
