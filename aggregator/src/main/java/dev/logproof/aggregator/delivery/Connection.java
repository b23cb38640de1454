package dev.logproof.aggregator.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A connection to an HTTP service that requests take in turn. The thread that sends waits for the
 * answer; to interrupt it ends the connection. Used by one thread at a time.
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

  private final Channel channel;
  private final AnswerHandler answers;
  private final long untilNanos = System.nanoTime() + LIFE_NANOS;
  private boolean between = true;

  Connection(Channel channel, AnswerHandler answers) {
    this.channel = channel;
    this.answers = answers;
  }

  /** True when another request may be sent. */
  boolean isUsable() {
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
  SdkHttpResponse call(ByteBuf request, AnswerReader reader) throws IOException {
    between = false;
    CompletableFuture<SdkHttpResponse> whole = answers.expect(reader);
    ChannelFuture sent = channel.writeAndFlush(request);
    if (!channel.isActive()) {
      throw new IOException("the connection ended before the request was sent");
    }
    SdkHttpResponse head = await(whole);
    between = sent.isDone();
    return head;
  }

  private SdkHttpResponse await(CompletableFuture<SdkHttpResponse> whole) throws IOException {
    long waitedMillis = 0;
    for (int parts = -1; parts != answers.parts() && waitedMillis < ANSWER_MILLIS; ) {
      parts = answers.parts();
      try {
        return whole.get(PART_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        waitedMillis += PART_MILLIS;
      } catch (ExecutionException e) {
        throw new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for an answer", e);
      }
    }
    throw new IOException("no answer within " + waitedMillis + " ms");
  }

  /** Ends it at once. */
  void close() {
    channel.close();
  }
}
