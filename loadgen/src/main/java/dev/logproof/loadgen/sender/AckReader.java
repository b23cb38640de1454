package dev.logproof.loadgen.sender;

import java.io.IOException;
import java.io.InputStream;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** Reads {@code {"ack": chunk}} on its own thread, which ends with the connection. */
final class AckReader implements Runnable {
  private final InputStream in;
  private final AckWindow window;
  private final int connection;

  private AckReader(InputStream in, AckWindow window) {
    this.in = in;
    this.window = window;
    this.connection = window.connected();
  }

  static void start(InputStream in, AckWindow window) {
    Thread thread = new Thread(new AckReader(in, window), "acks");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(in)) {
      while (unpacker.hasNext()) {
        for (int pairs = unpacker.unpackMapHeader(); pairs > 0; pairs--) {
          if (unpacker.unpackString().equals("ack")) {
            window.acknowledge(unpacker.unpackString());
          } else {
            unpacker.skipValue();
          }
        }
      }
    } catch (IOException | MessagePackException e) {
      window.connectionBroke(connection);
      return;
    }
    window.connectionBroke(connection);
  }
}
