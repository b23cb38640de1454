package dev.logproof.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/**
 * Loses and repeats events on request: {@code TinyAggregator LOSE_EVERY REPEAT_EVERY}, 0 for never.
 */
public final class TinyAggregator {
  private static final int RECORDS_A_REQUEST = 50;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI firehose = URI.create(System.getenv("BENCHMARK_FIREHOSE_URL"));
  private final int loseEvery;
  private final int repeatEvery;

  private TinyAggregator(int loseEvery, int repeatEvery) {
    this.loseEvery = loseEvery;
    this.repeatEvery = repeatEvery;
  }

  /** Starts the aggregator. */
  public static void main(String... args) throws IOException {
    TinyAggregator aggregator =
        new TinyAggregator(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    int port = Integer.parseInt(System.getenv("BENCHMARK_FORWARD_PORT"));
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket client = server.accept();
        new Thread(() -> aggregator.serve(client)).start();
      }
    }
  }

  private void serve(Socket socket) {
    List<String> records = new ArrayList<>();
    long count = 0;
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(socket.getInputStream())) {
      while (unpacker.hasNext()) {
        String record = unpacker.unpackValue().asArrayValue().get(2).toJson() + "\n";
        count++;
        if (loseEvery == 0 || count % loseEvery != 0) {
          records.add(record);
        }
        if (repeatEvery > 0 && count % repeatEvery == 0) {
          records.add(record);
        }
        put(records, RECORDS_A_REQUEST);
      }
      put(records, 1);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void put(List<String> records, int least) throws IOException, InterruptedException {
    if (records.size() < least) {
      return;
    }
    String body =
        records.stream()
            .map(record -> Base64.getEncoder().encodeToString(record.getBytes(UTF_8)))
            .map(data -> "{\"Data\":\"" + data + "\"}")
            .collect(Collectors.joining(",", "{\"DeliveryStreamName\":\"s\",\"Records\":[", "]}"));
    records.clear();
    int status =
        client
            .send(
                HttpRequest.newBuilder(firehose).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.discarding())
            .statusCode();
    if (status != 200) {
      throw new IOException("HTTP " + status);
    }
  }
}
