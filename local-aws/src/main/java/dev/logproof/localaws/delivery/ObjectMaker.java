package dev.logproof.localaws.delivery;

/** Creates empty objects for one stream, named by the current time. Thread-safe. */
@FunctionalInterface
public interface ObjectMaker {
  /**
   * Creates an object in the folder {@code below}, which is empty or ends in a slash, under the
   * stream's prefix.
   */
  OpenObject open(String below);
}
