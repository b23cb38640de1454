package dev.logproof.aggregator.routing;

import java.util.Optional;

/** Finds the target of a tag. */
public interface TagRoutes<T> {
  /** Returns the target; empty when there is none. */
  Optional<T> route(String tag);
}
