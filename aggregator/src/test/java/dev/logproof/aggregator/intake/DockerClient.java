package dev.logproof.aggregator.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Behaves like Docker's log driver: never reads, and after an error resends the message to the next
 * target.
 */
final class DockerClient {
  private final List<InetSocketAddress> targets;
  private Socket socket = new Socket();
  private int dialled;

  DockerClient(List<InetSocketAddress> targets) {
    this.targets = targets;
  }

  void send(int number) {
    byte[] frame = message(number);
    while (true) {
      try {
        OutputStream out = connected();
        out.write(frame);
        return;
      } catch (IOException e) {
        close();
      }
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int dialled() {
    return dialled;
  }

  private OutputStream connected() throws IOException {
    if (!socket.isConnected() || socket.isClosed()) {
      socket = new Socket();
      socket.connect(targets.get(Math.min(dialled, targets.size() - 1)));
      dialled++;
    }
    return socket.getOutputStream();
  }

  static byte[] message(int number) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packArrayHeader(4).packString("backend-app").packInt(1_700_000_000);
      packer.packMapHeader(1).packString("n").packInt(number);
      packer.packMapHeader(0);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
