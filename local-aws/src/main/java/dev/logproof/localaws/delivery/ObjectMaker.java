package dev.logproof.localaws.delivery;

/** Makes the empty objects of one stream, named by the time it is. Any thread. */
@FunctionalInterface
public interface ObjectMaker {
  /** An object {@code below} the stream's prefix, which is empty or ends in a slash. */
  OpenObject open(String below);
}
