package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.access.Handshake;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import dev.logproof.forward.handshake.Ping;
import dev.logproof.forward.handshake.Pong;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs the handshake with one client; closes the connection on failure or timeout. Confined to
 * its event loop.
 */
record HandshakeAdmission(Channel channel, Handshake handshake, long maxMillis)
    implements Admission {
  private static final Logger LOG = LoggerFactory.getLogger(HandshakeAdmission.class);

  @Override
  public boolean isGranted() {
    return handshake.passed();
  }

  @Override
  public void begin() {
    send(handshake.helo());
    var unused = channel.eventLoop().schedule(this::expire, maxMillis, TimeUnit.MILLISECONDS);
  }

  private void expire() {
    if (!isGranted()) {
      refuse("no handshake within " + maxMillis + " ms");
    }
  }

  @Override
  public void answer(HandshakeMessage message) {
    if (message instanceof Ping ping) {
      Pong pong = handshake.answer(ping);
      var sent = send(pong);
      if (!pong.accepted()) {
        LOG.warn("refusing {}: {}", channel.remoteAddress(), pong.reason());
        sent.addListener(ChannelFutureListener.CLOSE);
      }
    }
  }

  @Override
  public void refuse(String reason) {
    if (channel.isOpen()) {
      LOG.warn("closing {}: {}", channel.remoteAddress(), reason);
      channel.close();
    }
  }

  private ChannelFuture send(HandshakeMessage message) {
    return channel.writeAndFlush(HandshakeCodec.encode(channel.alloc(), message));
  }
}
