package dev.logproof.aggregator.firehose;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * HTTP connection for one request at a time. The sending thread runs its event loop until the
 * response is complete; an interrupt makes the connection unusable. Confined to the thread that
 * opened it.
 */
final class Connection {
  /** Longest wait for the next part of a response. */
  static final long PART_MILLIS = 20_000;

  /** Longest wait for a complete response. */
  static final long ANSWER_MILLIS = 60_000;

  /** Largest age: DNS changes are followed, and load balancers drop connections after 350 s. */
  private static final long LIFE_NANOS = 300_000_000_000L;

  private final CallerRunsEventLoop loop;
  private final Channel channel;
  private final HttpResponseHandler answers;
  private final long untilNanos = System.nanoTime() + LIFE_NANOS;
  private boolean between = true;

  Connection(CallerRunsEventLoop loop, Channel channel, HttpResponseHandler answers) {
    this.loop = loop;
    this.channel = channel;
    this.answers = answers;
  }

  boolean isUsable() {
    loop.runNow();
    return between
        && channel.isActive()
        && answers.keepsAlive()
        && System.nanoTime() - untilNanos < 0;
  }

  /**
   * Sends and releases {@code request}.
   *
   * @return status, with headers unless it is 200
   */
  SdkHttpResponse call(ByteBuf request, PutResponseParser reader) throws IOException {
    between = false;
    answers.expect(reader);
    ChannelFuture sent = channel.writeAndFlush(request);
    await(sent);
    SdkHttpResponse head = answers.head();
    between = sent.isDone();
    if (!between) {
      // The rest of the request must not be sent: the next one reuses its memory.
      channel.close();
    }
    return head;
  }

  /** A response may arrive before the request is fully written. */
  private void await(ChannelFuture sent) throws IOException {
    long parts = -1;
    for (long waitedMillis = 0; !answers.isOver(); waitedMillis += PART_MILLIS) {
      if (sent.isDone() && !sent.isSuccess()) {
        throw new IOException("the request was not written: " + sent.cause(), sent.cause());
      }
      if (parts == answers.parts() || waitedMillis >= ANSWER_MILLIS) {
        throw new IOException("no response within " + waitedMillis + " ms");
      }
      parts = answers.parts();
      loop.runUntil(() -> answers.isOver() || (sent.isDone() && !sent.isSuccess()), PART_MILLIS);
    }
  }

  void close() {
    try {
      channel.close();
    } finally {
      loop.close();
    }
  }
}
