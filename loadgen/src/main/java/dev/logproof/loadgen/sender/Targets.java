package dev.logproof.loadgen.sender;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where to dial next: the registered targets in turn. A file is read anew at every dial, as a load
 * balancer looks at its targets for every new connection. Thread-safe.
 */
public final class Targets {
  private final Source source;
  private final AtomicInteger dials = new AtomicInteger();

  /** The registered targets at this moment. */
  private interface Source {
    List<HostAndPort> read() throws IOException;
  }

  private Targets(Source source) {
    this.source = source;
  }

  /** A host name or address, and a port. */
  public record HostAndPort(String host, int port) {
    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static HostAndPort parse(String text) {
      int colon = text.lastIndexOf(':');
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (colon > 0 && port > 0 && port <= 65_535) {
          return new HostAndPort(text.substring(0, colon), port);
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(expected(text), e);
      }
      throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
      return "'" + text + "' is not a target: expected host:port, such as 127.0.0.1:24224";
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** Always the same. */
  public static Targets fixed(List<HostAndPort> targets) {
    List<HostAndPort> copy = List.copyOf(targets);
    return new Targets(() -> copy);
  }

  /** One {@code host:port} a line of {@code file}. */
  public static Targets inFile(Path file) {
    return new Targets(
        () -> {
          List<HostAndPort> targets = new ArrayList<>();
          for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
              targets.add(HostAndPort.parse(line.strip()));
            }
          }
          return targets;
        });
  }

  /** The targets registered now, for people. */
  public List<String> names() throws IOException {
    return source.read().stream().map(HostAndPort::toString).toList();
  }

  /**
   * The next one to dial.
   *
   * @throws IOException when none is registered, or its name is unknown
   */
  public InetSocketAddress next() throws IOException {
    List<HostAndPort> targets = source.read();
    if (targets.isEmpty()) {
      throw new IOException("no target is registered");
    }
    HostAndPort target = targets.get(Math.floorMod(dials.getAndIncrement(), targets.size()));
    InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
    if (address.isUnresolved()) {
      throw new IOException("unknown host " + target.host());
    }
    return address;
  }
}
