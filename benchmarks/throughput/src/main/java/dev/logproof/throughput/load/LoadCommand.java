package dev.logproof.throughput.load;

import dev.logproof.commandline.ExitCode;
import dev.logproof.throughput.event.FrameBatch;
import dev.logproof.throughput.event.LineFormat;
import dev.logproof.throughput.event.Mode;
import dev.logproof.throughput.process.Dialogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The sending process, started by the benchmark only. */
@Command(name = "load", hidden = true, description = "Send events until standard input ends.")
public final class LoadCommand implements Callable<Integer> {
  /** Lets all connections start together. */
  private static final long START_DELAY_NANOS = 50_000_000L;

  private static final long STOP_LIMIT_MILLIS = 60_000;

  @Option(names = "--port", required = true)
  int port;

  @Option(names = "--connections", required = true)
  int connections;

  @Option(names = "--tag", required = true)
  String tag;

  @Option(names = "--mode", required = true)
  Mode mode;

  @Option(names = "--lines", required = true)
  LineFormat lines;

  @Option(names = "--event-bytes", required = true)
  int eventBytes;

  @Option(
      names = "--bytes-per-second",
      required = true,
      description = "Rate of the load; 0: unlimited.")
  double bytesPerSecond;

  @Option(names = "--tick", required = true)
  Duration tick;

  @Override
  public Integer call() throws IOException {
    List<LoadConnection> senders = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    long startNanos = System.nanoTime() + START_DELAY_NANOS;
    for (int source = 0; source < connections; source++) {
      LoadConnection sender =
          new LoadConnection(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              new FrameBatch(mode, lines, tag, source, eventBytes),
              pace(source),
              startNanos);
      Thread thread = new Thread(sender, "load-" + source);
      thread.setDaemon(true);
      senders.add(sender);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    Dialogue.answer(Map.of("counts", () -> counts(senders), "stop", () -> stop(senders, threads)));
    return ExitCode.PASS;
  }

  private Pace pace(int source) {
    return new Pace(
        bytesPerSecond / connections / eventBytes,
        tick.toNanos(),
        tick.toNanos() * source / connections);
  }

  private static LoadCounts stop(List<LoadConnection> senders, List<Thread> threads) {
    senders.forEach(LoadConnection::stop);
    try {
      for (Thread thread : threads) {
        thread.join(STOP_LIMIT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return counts(senders);
  }

  private static LoadCounts counts(List<LoadConnection> senders) {
    return new LoadCounts(
        sum(senders, LoadCounts::events),
        sum(senders, LoadCounts::bytes),
        sum(senders, LoadCounts::dueEvents),
        sum(senders, LoadCounts::reconnects));
  }

  private static long sum(List<LoadConnection> senders, ToLongFunction<LoadCounts> count) {
    return senders.stream().mapToLong(sender -> count.applyAsLong(sender.counts())).sum();
  }
}
