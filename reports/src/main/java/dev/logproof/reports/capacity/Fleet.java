package dev.logproof.reports.capacity;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Simulated tasks behind a load balancer, and their connections. Each new connection goes to a task
 * chosen at random and stays there until it ends: the load balancer spreads connections, not load.
 * Arrays rather than objects, for millions of connections. Confined to one thread.
 */
final class Fleet {
  private final SplittableRandom random;
  private final float[] shares;
  private final int[] taskOf;

  /** Tick in which a connection was made. */
  private final byte[] madeAt;

  private double[] load;
  private int now;

  /**
   * Places all connections.
   *
   * @param shares of the load, one per connection
   * @param tasks at least 1
   */
  Fleet(float[] shares, int tasks, SplittableRandom random) {
    this.random = random;
    this.shares = shares;
    this.taskOf = new int[shares.length];
    this.madeAt = new byte[shares.length];
    this.load = new double[tasks];
    reconnectAll();
  }

  int tasks() {
    return load.length;
  }

  /** Adds tasks, which get nothing until a connection is made. */
  void addTasks(int count) {
    load = Arrays.copyOf(load, load.length + count);
  }

  /** All connections are made anew. */
  void reconnectAll() {
    Arrays.fill(load, 0);
    for (int connection = 0; connection < shares.length; connection++) {
      place(connection);
    }
  }

  /** One tick: for each connection that ends, another with its share of the load arrives. */
  void tick(Turnover turnover) {
    now = Math.min(now + 1, Byte.MAX_VALUE);
    endSome(turnover.endsPerTick());
    endAged(turnover.maxAgeTicks());
  }

  private void endAged(double maxAgeTicks) {
    if (now < maxAgeTicks) {
      return;
    }
    for (int connection = 0; connection < shares.length; connection++) {
      if (now - madeAt[connection] >= maxAgeTicks) {
        renew(connection);
      }
    }
  }

  /** Jumps from one that ends to the next, so that few ends cost little. */
  private void endSome(double probability) {
    if (probability <= 0) {
      return;
    }
    double logOfStay = Math.log1p(-Math.min(probability, 1));
    long connection = skip(logOfStay);
    while (connection < shares.length) {
      renew((int) connection);
      connection += 1 + skip(logOfStay);
    }
  }

  /** Number of connections that stay before one ends. */
  private long skip(double logOfStay) {
    double skipped = Math.log(1 - random.nextDouble()) / logOfStay;
    return (long) Math.min(skipped, shares.length);
  }

  /**
   * Replaces the tasks from {@code from} to before {@code to}. Their successors accept connections
   * before they stop, so their connections are spread over all tasks.
   *
   * @return share of the load whose connections were reset
   */
  double replace(int from, int to) {
    double reset = 0;
    for (int connection = 0; connection < shares.length; connection++) {
      int task = taskOf[connection];
      if (task >= from && task < to) {
        reset += shares[connection];
        renew(connection);
      }
    }
    return reset;
  }

  /** Load of the hottest task as a multiple of the average. */
  double hottest() {
    double most = 0;
    double sum = 0;
    for (double one : load) {
      most = Math.max(most, one);
      sum += one;
    }
    return most * load.length / sum;
  }

  /** Share of the load on the tasks from {@code from} to before {@code to}. */
  double shareOf(int from, int to) {
    double part = 0;
    for (int task = from; task < to; task++) {
      part += load[task];
    }
    return part;
  }

  /** Mean age of the connections on these tasks, in ticks; 0 without one. */
  double meanAge(int from, int to) {
    long ages = 0;
    long count = 0;
    for (int connection = 0; connection < shares.length; connection++) {
      if (taskOf[connection] >= from && taskOf[connection] < to) {
        ages += now - madeAt[connection];
        count++;
      }
    }
    return count == 0 ? 0 : (double) ages / count;
  }

  private void renew(int connection) {
    load[taskOf[connection]] -= shares[connection];
    place(connection);
  }

  private void place(int connection) {
    int task = random.nextInt(load.length);
    taskOf[connection] = task;
    madeAt[connection] = (byte) now;
    load[task] += shares[connection];
  }
}
