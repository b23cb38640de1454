package dev.logproof.loadgen.sender;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Selects the registered targets in turn. A file is read at every dial, as a load balancer
 * evaluates its targets. Thread-safe.
 */
public final class Targets {
  private final Source source;
  private final AtomicInteger dials = new AtomicInteger();
  private final AtomicReference<List<HostAndPort>> lastRead = new AtomicReference<>();

  /** Supplies the registered targets. */
  private interface Source {
    List<HostAndPort> read() throws IOException;
  }

  private Targets(Source source) {
    this.source = source;
  }

  /** Host name or address with a port. */
  public record HostAndPort(String host, int port) {
    /**
     * Parses {@code host:port}.
     *
     * @throws IllegalArgumentException when malformed
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

  /** Creates a fixed list of targets. */
  public static Targets fixed(List<HostAndPort> targets) {
    List<HostAndPort> copy = List.copyOf(targets);
    return new Targets(() -> copy);
  }

  /**
   * Reads one {@code host:port} per line. A malformed line fails only that dial: the file may be
   * half written.
   */
  public static Targets inFile(Path file) {
    return new Targets(() -> read(file));
  }

  private static List<HostAndPort> read(Path file) throws IOException {
    List<HostAndPort> targets = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        try {
          targets.add(HostAndPort.parse(line.strip()));
        } catch (IllegalArgumentException e) {
          throw new IOException(file + ": " + e.getMessage(), e);
        }
      }
    }
    return targets;
  }

  private List<HostAndPort> read() throws IOException {
    List<HostAndPort> targets = source.read();
    lastRead.set(targets);
    return targets;
  }

  /**
   * Registered targets, or the last ones read.
   *
   * @throws IOException when none could ever be read
   */
  public List<String> names() throws IOException {
    List<HostAndPort> targets = lastRead.get();
    try {
      targets = read();
    } catch (IOException e) {
      if (targets == null) {
        throw e;
      }
    }
    return targets.stream().map(HostAndPort::toString).toList();
  }

  /**
   * Next target to dial.
   *
   * @throws IOException when none is registered or readable, or its host is unknown
   */
  public InetSocketAddress next() throws IOException {
    List<HostAndPort> targets = read();
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
