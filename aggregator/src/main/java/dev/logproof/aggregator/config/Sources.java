package dev.logproof.aggregator.config;

import java.util.List;

/** The {@code <source>} sections that receive events, each kind in file order. */
public record Sources(List<ForwardSource> forward, List<HttpSource> http, List<UnixSource> unix) {
  /** Copies the lists. */
  public Sources {
    forward = List.copyOf(forward);
    http = List.copyOf(http);
    unix = List.copyOf(unix);
  }

  boolean isEmpty() {
    return forward.isEmpty() && http.isEmpty() && unix.isEmpty();
  }

  /** Returns these sources; forward sources without {@code max_connection_age} get this one. */
  Sources withMaxConnectionAge(long millis) {
    return new Sources(
        forward.stream().map(source -> source.withMaxConnectionAge(millis)).toList(), http, unix);
  }
}
