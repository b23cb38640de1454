package dev.logproof.opensearch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Buffers a whole response, limited in size and time; the HTTP client's own timeout covers only the
 * headers.
 */
public final class BoundedHttp {
  private BoundedHttp() {}

  /** A response exceeds the size limit. */
  public static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(int maxBytes) {
      super("a response is longer than " + maxBytes + " bytes");
    }
  }

  /**
   * Sends {@code request}.
   *
   * @throws TooLongException if the response is longer than {@code maxBytes}
   * @throws IOException if there is no response within {@code timeLimit}
   */
  public static HttpResponse<byte[]> send(
      HttpClient client, HttpRequest request, Duration timeLimit, int maxBytes)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, upTo(maxBytes));
    try {
      HttpResponse<byte[]> response = answer.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
      if (response.body().length > maxBytes) {
        throw new TooLongException(maxBytes);
      }
      return response;
    } catch (TimeoutException e) {
      throw new IOException("no response within " + timeLimit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static BodyHandler<byte[]> upTo(int maxBytes) {
    return headers -> {
      Sink sink = new Sink(maxBytes);
      return BodySubscribers.mapping(
          BodySubscribers.ofByteArrayConsumer(sink), nothing -> sink.held.toByteArray());
    };
  }

  /** Keeps one byte beyond the limit, to detect a longer response. */
  private record Sink(int maxBytes, ByteArrayOutputStream held)
      implements Consumer<Optional<byte[]>> {
    Sink(int maxBytes) {
      this(maxBytes, new ByteArrayOutputStream());
    }

    @Override
    public void accept(Optional<byte[]> part) {
      part.ifPresent(
          bytes -> held.write(bytes, 0, Math.min(bytes.length, maxBytes + 1 - held.size())));
    }
  }
}
