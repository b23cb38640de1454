package dev.logproof.aggregator.config.syntax;

/** Text that is no fluent.conf, or needs what we don't offer; says where and what to write. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SourceLocation place;

  /** Something wrong at a place. */
  public SyntaxException(SourceLocation place, String message) {
    super(message);
    this.place = place;
  }

  /** Where it is wrong. */
  public SourceLocation place() {
    return place;
  }
}
