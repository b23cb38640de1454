package dev.logproof.system.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.system.support.AggregatorTask;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Connections that send hostile input. */
public final class HostileClients implements Closeable {
  private static final byte[] TAG = "backend-apache".getBytes(US_ASCII);

  private final List<Socket> sockets = new ArrayList<>();

  public HostileClients(AggregatorTask task, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), task.forwardPort()));
    }
  }

  private static ByteArrayOutputStream begin(int elements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x90 | elements);
    bytes.write(0xa0 | TAG.length);
    bytes.writeBytes(TAG);
    return bytes;
  }

  private static void bin32(ByteArrayOutputStream bytes, int length) throws IOException {
    bytes.write(0xc6);
    new DataOutputStream(bytes).writeInt(length);
  }

  /** Head of a 1 GiB frame and a little of its body. */
  public static byte[] hugeFrame() throws IOException {
    ByteArrayOutputStream bytes = begin(2);
    bin32(bytes, 1 << 30);
    bytes.writeBytes(new byte[1 << 16]);
    return bytes.toByteArray();
  }

  /** Inflates to {@code mebibytes} of events. */
  public static byte[] gzipBomb(int mebibytes) throws IOException {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    entry.writeBytes(new byte[] {(byte) 0x92, 1, (byte) 0x81, (byte) 0xa3, 'l', 'o', 'g'});
    entry.write(0xda);
    new DataOutputStream(entry).writeShort(60_000);
    entry.writeBytes(new byte[60_000]);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (long written = 0; written < (long) mebibytes << 20; written += entry.size()) {
        gzip.write(entry.toByteArray());
      }
    }
    ByteArrayOutputStream bytes = begin(3);
    bin32(bytes, packed.size());
    bytes.writeBytes(packed.toByteArray());
    bytes.write(0x81);
    bytes.writeBytes("\u00aacompressed\u00a4gzip".getBytes(ISO_8859_1));
    return bytes.toByteArray();
  }

  /** Nests {@code levels} arrays in a record. */
  public static byte[] deepNesting(int levels) {
    ByteArrayOutputStream bytes = begin(3);
    bytes.write(1);
    bytes.write(0x81);
    bytes.write(0xa1);
    bytes.write('x');
    byte[] arrays = new byte[levels];
    Arrays.fill(arrays, (byte) 0x91);
    bytes.writeBytes(arrays);
    bytes.write(1);
    return bytes.toByteArray();
  }

  /** Head of a message with an incomplete string. */
  public static byte[] halfMessage() {
    ByteArrayOutputStream bytes = begin(3);
    bytes.writeBytes(new byte[] {1, (byte) 0x81, (byte) 0xa3, 'l', 'o', 'g', (byte) 0xda, 16, 0});
    bytes.writeBytes("half".getBytes(US_ASCII));
    return bytes.toByteArray();
  }

  /** Sends {@code bytes} on each connection; ignores closed ones. */
  public void send(byte[] bytes) throws IOException {
    for (Socket socket : sockets) {
      write(socket, bytes);
    }
  }

  /** Sends random bytes, different on each connection. */
  public void sendGarbage(long seed, int length) throws IOException {
    Random random = new Random(seed);
    for (Socket socket : sockets) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      write(socket, bytes);
    }
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException e) {
      socket.close();
    }
  }

  public void reset() throws IOException {
    for (Socket socket : sockets) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
