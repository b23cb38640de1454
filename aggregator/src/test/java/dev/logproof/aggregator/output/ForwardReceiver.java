package dev.logproof.aggregator.output;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** A server of the forward protocol that acknowledges as told. */
final class ForwardReceiver implements AutoCloseable {
  /** Frames as JSON: tag, entries in hexadecimal digits, options. */
  final LinkedBlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

  private final ServerSocket server;
  private final Function<String, Reply> replies;

  /** The reaction to a frame. */
  enum Reply {
    ACK,
    WRONG_ACK,
    SILENCE,
    RESET
  }

  /** One PackedForward frame. */
  record Frame(String tag, String entries, String options) {}

  /** Replies by the chunk id; "" without one. */
  ForwardReceiver(Function<String, Reply> replies) throws IOException {
    this.replies = replies;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "receiver-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        MessageUnpacker in = MessagePack.newDefaultUnpacker(socket.getInputStream())) {
      while (in.hasNext() && reply(socket, in)) {}
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private boolean reply(Socket socket, MessageUnpacker in) throws IOException {
    in.unpackArrayHeader();
    String tag = in.unpackString();
    byte[] packed = in.readPayload(in.unpackBinaryHeader());
    StringBuilder entries = new StringBuilder();
    try (MessageUnpacker each = MessagePack.newDefaultUnpacker(packed)) {
      while (each.hasNext()) {
        entries.append(each.unpackValue());
      }
    }
    Value options = in.unpackValue();
    Map<Value, Value> map = options.asMapValue().map();
    String chunk =
        map.entrySet().stream()
            .filter(entry -> entry.getKey().toString().equals("chunk"))
            .map(entry -> entry.getValue().toString())
            .findFirst()
            .orElse("");
    Reply reply = replies.apply(chunk);
    if (reply == Reply.RESET) {
      socket.setSoLinger(true, 0);
      socket.close();
      return false;
    }
    if (reply != Reply.SILENCE && !chunk.isEmpty()) {
      try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
        out.packMapHeader(1).packString("ack");
        out.packString(reply == Reply.ACK ? chunk : "other");
        socket.getOutputStream().write(out.toByteArray());
      }
    }
    frames.add(new Frame(tag, entries.toString(), options.toString()));
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
