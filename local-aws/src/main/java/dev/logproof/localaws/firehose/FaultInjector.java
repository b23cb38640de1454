package dev.logproof.localaws.firehose;

import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * Stands before everything that reads a body: decides what goes wrong with each put as soon as its
 * head is there, ends the connection when that is the fault, and otherwise sends the decision ahead
 * of the request. The connection's event loop.
 */
final class FaultInjector extends ChannelInboundHandlerAdapter {
  private static final String PUT = FirehoseApi.TARGET_PREFIX + "PutRecord";

  private final RequestFaults faults;
  private boolean cut;

  /** What goes wrong with the request that comes behind it. */
  record Fate(Optional<RequestFault> fault) {}

  FaultInjector(RequestFaults faults) {
    this.faults = faults;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!cut && message instanceof HttpRequest request && isPut(request)) {
      Optional<RequestFault> fault = faults.nextCall();
      cut = fault.filter(wrong -> wrong.equals(beforeRequest())).isPresent();
      if (!cut) {
        context.fireUserEventTriggered(new Fate(fault));
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
    return target.startsWith(PUT);
  }

  private static RequestFault beforeRequest() {
    return new RequestFault.Disconnect(RequestFault.Moment.BEFORE_REQUEST);
  }

  /** Ends {@code channel} so that the other side's next read or write fails. */
  static void reset(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      var unused = channel.close();
    }
  }
}
