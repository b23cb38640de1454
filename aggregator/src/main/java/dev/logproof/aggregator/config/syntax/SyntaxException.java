package dev.logproof.aggregator.config.syntax;

/** Text that is no fluent.conf, or needs what we don't offer; says where and what to write. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  /** Something wrong at a place. */
  public SyntaxException(Place place, String message) {
    super(message);
    this.place = place;
  }

  /** Where it is wrong. */
  public Place place() {
    return place;
  }
}
