package dev.logproof.aggregator.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A connection to an HTTP service that requests take in turn. The thread that sends runs it until
 * the answer is there; to interrupt that ends the connection. Used by the thread that opened it.
 */
final class Connection {
  /** Longest wait for the next part of an answer. */
  static final long PART_MILLIS = 20_000;

  /** Longest wait for an answer. */
  static final long ANSWER_MILLIS = 60_000;

  /**
   * Then it is made anew, so that changes of DNS are followed; load balancers forget after 350 s.
   */
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

  /** True when another request may be sent. */
  boolean isUsable() {
    loop.runNow();
    return between
        && channel.isActive()
        && answers.keepsAlive()
        && System.nanoTime() - untilNanos < 0;
  }

  /**
   * Sends {@code request}, which is released, and reads the answer's body to {@code reader}.
   *
   * @return the answer's status, and its headers unless all is well
   * @throws IOException when there is no answer in time
   */
  SdkHttpResponse call(ByteBuf request, PutRecordBatchResponseParser reader) throws IOException {
    between = false;
    answers.expect(reader);
    ChannelFuture sent = channel.writeAndFlush(request);
    await(sent);
    SdkHttpResponse head = answers.head();
    between = sent.isDone();
    if (!between) {
      // An answer before its request was read. What is left of that must not be sent: its memory is
      // the next one's.
      channel.close();
    }
    return head;
  }

  /** A request that could not be written is not answered; an answer may come before all is. */
  private void await(ChannelFuture sent) throws IOException {
    long parts = -1;
    for (long waitedMillis = 0; !answers.isOver(); waitedMillis += PART_MILLIS) {
      if (sent.isDone() && !sent.isSuccess()) {
        throw new IOException("the request was not written: " + sent.cause(), sent.cause());
      }
      if (parts == answers.parts() || waitedMillis >= ANSWER_MILLIS) {
        throw new IOException("no answer within " + waitedMillis + " ms");
      }
      parts = answers.parts();
      loop.runUntil(() -> answers.isOver() || (sent.isDone() && !sent.isSuccess()), PART_MILLIS);
    }
  }

  /** Ends it at once. */
  void close() {
    try {
      channel.close();
    } finally {
      loop.close();
    }
  }
}
