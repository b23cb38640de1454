package dev.logproof.localaws.delivery;

/** Creates a stream's objects, named by the current time. Thread-safe. */
@FunctionalInterface
public interface ObjectMaker {
  /** Creates an object under the prefix; {@code below} is empty or ends in a slash. */
  OpenObject open(String below);
}
