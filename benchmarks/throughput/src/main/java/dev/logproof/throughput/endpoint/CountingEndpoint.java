package dev.logproof.throughput.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Accepts every record. Uses one thread per connection: aggregators keep few connections, and
 * blocking reads need the fewest copies.
 */
final class CountingEndpoint implements Runnable {
  private static final int MAX_CONNECTIONS = 256;

  private final ServerSocket server;
  private final Tally tally;
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);

  CountingEndpoint(ServerSocket server, Tally tally) {
    this.server = server;
    this.tally = tally;
  }

  @Override
  public void run() {
    while (true) {
      try {
        places.acquire();
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serveAndFree(socket), "put");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException | InterruptedException e) {
        System.err.println("endpoint: stopped accepting connections: " + e);
        return;
      }
    }
  }

  private void serveAndFree(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      serve(socket);
    } catch (IOException e) {
      System.err.println("endpoint: a connection ended: " + e.getMessage());
    } finally {
      places.release();
    }
  }

  private void serve(Socket socket) throws IOException {
    RequestReader reader = new RequestReader(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    RecordScanner scanner = new RecordScanner(tally);
    Response answer = new Response();
    Optional<RequestReader.Head> head = head(reader);
    while (head.isPresent()) {
      if (head.get().expectsContinue()) {
        Response.goOn(out);
      }
      reader.body(head.get());
      int records =
          scanner.scan(
              reader.bytes(), reader.bodyFrom(head.get()), reader.bodyTo(), Tally.nowMicros());
      if (records < 1 || records > Response.MAX_RECORDS) {
        tally.refused();
        answer.refuse(out);
      } else {
        answer.accept(out, records);
      }
      head = head(reader);
    }
  }

  private Optional<RequestReader.Head> head(RequestReader reader) throws IOException {
    try {
      return reader.head();
    } catch (ProtocolException e) {
      tally.refused();
      throw e;
    }
  }
}
