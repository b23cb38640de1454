package dev.logproof.localaws.listen;

import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Predicate;

/**
 * Selects a request's fault when its head arrives, then resets the connection or passes the fault
 * downstream. Confined to the connection's event loop.
 */
public final class FaultInjector extends ChannelInboundHandlerAdapter {
  private final RequestFaults faults;
  private final Predicate<HttpRequest> affected;
  private boolean cut;

  /** Fault of the request that follows. */
  public record NextFault(RequestFault fault) {}

  /** Leaves requests alone that are not {@code affected}. */
  public FaultInjector(RequestFaults faults, Predicate<HttpRequest> affected) {
    this.faults = faults;
    this.affected = affected;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!cut && message instanceof HttpRequest request && affected.test(request)) {
      RequestFault fault = faults.nextCall();
      // An outage resets all connections, but this request may come before its turn.
      cut = fault instanceof RequestFault.Outage || fault.equals(beforeRequest());
      if (!cut) {
        context.fireUserEventTriggered(new NextFault(fault));
      }
    }
    if (cut) {
      ReferenceCountUtil.release(message);
      reset(context.channel());
    } else {
      context.fireChannelRead(message);
    }
  }

  private static RequestFault beforeRequest() {
    return new RequestFault.Disconnect(RequestFault.Moment.BEFORE_REQUEST);
  }

  /** Closes {@code channel} without waiting for it. */
  public static void close(Channel channel) {
    var unused = channel.close();
  }

  /** Closes {@code channel} by a reset. */
  public static void reset(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      close(channel);
    }
  }
}
