package dev.logproof.localaws.firehose;

import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

/**
 * Selects a put's fault when its head arrives, then resets the connection or passes the fault
 * downstream. Confined to the connection's event loop.
 */
final class FaultInjector extends ChannelInboundHandlerAdapter {
  /** Begins the names of the operations that take records. */
  private static final String PUT = ".PutRecord";

  private final RequestFaults faults;
  private boolean cut;

  /** Fault of the request that follows. */
  record NextFault(RequestFault fault) {}

  FaultInjector(RequestFaults faults) {
    this.faults = faults;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!cut && message instanceof HttpRequest request && isPut(request)) {
      RequestFault fault = faults.nextCall();
      cut = fault.equals(beforeRequest());
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

  private static boolean isPut(HttpRequest request) {
    String target = request.headers().get("x-amz-target", "");
    return target.contains(PUT);
  }

  private static RequestFault beforeRequest() {
    return new RequestFault.Disconnect(RequestFault.Moment.BEFORE_REQUEST);
  }

  static void reset(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      var unused = channel.close();
    }
  }
}
