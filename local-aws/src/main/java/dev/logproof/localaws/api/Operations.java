package dev.logproof.localaws.api;

import java.util.Map;

/**
 * Operations of an API by name.
 *
 * @param prefix of {@code X-Amz-Target}, before the name
 */
public record Operations<T>(String prefix, Map<String, T> byName) {
  /** Copies the map. */
  public Operations {
    byName = Map.copyOf(byName);
  }

  /**
   * Finds the operation that {@code target} names.
   *
   * @throws ApiException when there is none
   */
  public T find(String target) {
    if (target.startsWith(prefix) && byName.containsKey(target.substring(prefix.length()))) {
      return byName.get(target.substring(prefix.length()));
    }
    throw ApiException.caller(
        "UnknownOperationException",
        "X-Amz-Target '"
            + target
            + "' is not one of "
            + prefix
            + "{"
            + String.join(", ", byName.keySet().stream().sorted().toList())
            + "}");
  }
}
