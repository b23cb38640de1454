package dev.logproof.aggregator.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Detects two sources on one port before the second fails to bind. Compares host names as written.
 * Not thread-safe.
 */
final class PortClashes {
  private final Map<String, SectionReader> taken = new HashMap<>();

  void take(SectionReader reader, String bind, int port) {
    if (port == 0) {
      return;
    }
    for (Map.Entry<String, SectionReader> other : taken.entrySet()) {
      if (clashes(other.getKey(), bind, port)) {
        reader.report(
            reader.placeOf("port"),
            Remedy.CORRECT,
            "port "
                + port
                + " is already used by the "
                + other.getValue().shown()
                + " at "
                + other.getValue().place());
      }
    }
    taken.put(bind + " " + port, reader);
  }

  private static boolean clashes(String taken, String bind, int port) {
    int space = taken.lastIndexOf(' ');
    String otherBind = taken.substring(0, space);
    return taken.substring(space + 1).equals(Integer.toString(port))
        && (otherBind.equals(bind) || listensOnAll(otherBind) || listensOnAll(bind));
  }

  private static boolean listensOnAll(String bind) {
    return bind.equals("0.0.0.0") || bind.equals("::");
  }
}
