package dev.logproof.localaws.listen;

import dev.logproof.localaws.faults.RequestFault.Outage;
import dev.logproof.localaws.faults.RequestFaults;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;

/** The open connections of a service, which an outage resets. Thread-safe. */
public final class CuttableConnections {
  /** Event before the connection is reset. */
  public static final Object CUT = new Object();

  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final RequestFaults faults;
  private final int maxConnections;

  /** Admits up to {@code maxConnections}. */
  public CuttableConnections(RequestFaults faults, int maxConnections) {
    this.faults = faults;
    this.maxConnections = maxConnections;
  }

  /** Closes {@code channel} and returns false during an outage, and when there are too many. */
  public boolean admit(Channel channel) {
    if (faults.active() instanceof Outage) {
      faults.cutConnection();
      FaultInjector.reset(channel);
      return false;
    }
    if (open.size() >= maxConnections) {
      FaultInjector.close(channel);
      return false;
    }
    return open.add(channel);
  }

  /** Resets all connections. */
  public void cut() {
    open.forEach(
        connection -> {
          faults.cutConnection();
          connection.eventLoop().execute(() -> cut(connection));
        });
  }

  private static void cut(Channel connection) {
    connection.pipeline().fireUserEventTriggered(CUT);
    FaultInjector.reset(connection);
  }

  /** Returns the open connections. */
  public ChannelGroup open() {
    return open;
  }
}
