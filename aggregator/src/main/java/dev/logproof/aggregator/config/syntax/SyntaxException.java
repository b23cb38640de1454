package dev.logproof.aggregator.config.syntax;

/** Text that is not a fluent.conf or needs an unsupported feature. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SourceLocation place;

  /** Creates an error at {@code place}. */
  public SyntaxException(SourceLocation place, String message) {
    super(message);
    this.place = place;
  }

  /** Returns the location of the error. */
  public SourceLocation place() {
    return place;
  }
}
