package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Client that reads acknowledgements on demand. Confined to one thread. */
final class AckClient implements AutoCloseable {
  private static final int TIME_LIMIT_MILLIS = 20_000;

  private final Socket socket;

  AckClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIME_LIMIT_MILLIS);
  }

  static AckClient dial(TestServer server) throws IOException {
    return new AckClient(server.connect());
  }

  void send(int number, String id) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packArrayHeader(4).packString("backend-app").packInt(1);
      packer.packMapHeader(1).packString("n").packInt(number);
      packer.packMapHeader(1).packString("chunk").packString(id);
      socket.getOutputStream().write(packer.toByteArray());
    }
  }

  /** Reads no byte beyond one acknowledgement. */
  String readAck() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] head = in.readNBytes(6);
    byte[] id = in.readNBytes(head[5] & 0x1f);
    byte[] all = new byte[head.length + id.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(id, 0, all, head.length, id.length);
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(all)) {
      assertThat(unpacker.unpackMapHeader()).isEqualTo(1);
      assertThat(unpacker.unpackString()).isEqualTo("ack");
      return new String(
          unpacker.readPayload(unpacker.unpackRawStringHeader()), StandardCharsets.UTF_8);
    }
  }

  int read() throws IOException {
    return socket.getInputStream().read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
