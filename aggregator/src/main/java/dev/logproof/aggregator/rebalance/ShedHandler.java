package dev.logproof.aggregator.rebalance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST /api/connections/shed?share=0.3} on the metrics address: ends that share of the
 * connections. Called by the threads of the metrics endpoint.
 */
public final class ShedHandler implements HttpHandler {
  /** The only path that is answered. */
  public static final String PATH = "/api/connections/shed";

  private static final Pattern QUERY = Pattern.compile("share=(\\d{1,3}(?:\\.\\d{1,9})?)");
  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;

  private final DoubleConsumer shed;

  /** Passes requested shares, above 0 and up to 1, to {@code shed}. */
  public ShedHandler(DoubleConsumer shed) {
    this.shed = shed;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readNBytes(1 << 10);
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        answer(exchange, NOT_FOUND, "not found: expected /metrics or " + PATH);
      } else if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        answer(exchange, WRONG_METHOD, "expected POST");
      } else {
        request(exchange, String.valueOf(exchange.getRequestURI().getQuery()));
      }
    }
  }

  private void request(HttpExchange exchange, String query) throws IOException {
    Matcher matcher = QUERY.matcher(query);
    double share = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (share <= 0 || share > 1) {
      answer(exchange, BAD_REQUEST, "expected ?share=S with S above 0 and up to 1, such as 0.3");
      return;
    }
    shed.accept(share);
    answer(exchange, ACCEPTED, "moving " + share + " of the connections, each in a silence");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
