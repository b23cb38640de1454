package dev.logproof.loadgen.cli;

import dev.logproof.record.tracer.TracerText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Counts its input or misbehaves as configured. */
final class Receiver implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong tracers = new AtomicLong();

  /** Handles a connection. */
  private interface Behaviour {
    void handle(Receiver receiver, Socket socket) throws IOException;
  }

  private Receiver(Behaviour behaviour) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(() -> accept(behaviour));
    accepting.setDaemon(true);
    accepting.start();
  }

  static Receiver reading() throws IOException {
    return new Receiver(Receiver::count);
  }

  static Receiver notReading() throws IOException {
    return new Receiver((receiver, socket) -> {});
  }

  static Receiver resettingAfter(int bytes) throws IOException {
    return new Receiver(
        (receiver, socket) -> {
          socket.getInputStream().readNBytes(bytes);
          socket.setSoLinger(true, 0);
          socket.close();
        });
  }

  int port() {
    return listener.getLocalPort();
  }

  long bytes() {
    return bytes.get();
  }

  long events() {
    return events.get();
  }

  long tracers() {
    return tracers.get();
  }

  void awaitBytes(long expected) {
    while (bytes.get() < expected) {
      Thread.onSpinWait();
    }
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread handling = new Thread(() -> handle(behaviour, socket));
        handling.setDaemon(true);
        handling.start();
      }
    } catch (IOException e) {
      events.addAndGet(0);
    }
  }

  private void handle(Behaviour behaviour, Socket socket) {
    try {
      behaviour.handle(this, socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(in)) {
      long before = 0;
      while (unpacker.hasNext()) {
        String frame = unpacker.unpackValue().toString();
        events.incrementAndGet();
        tracers.addAndGet(frame.contains(TracerText.MARKER) ? 1 : 0);
        bytes.addAndGet(unpacker.getTotalReadBytes() - before);
        before = unpacker.getTotalReadBytes();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
