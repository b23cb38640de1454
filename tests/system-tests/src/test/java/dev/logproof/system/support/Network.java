package dev.logproof.system.support;

import java.util.List;

/** Network between clients and tasks. Confined to the test's thread. */
public interface Network extends AutoCloseable {
  /** Prefix of a client's command line. */
  List<String> clientSide();

  /** Prefix of the command line of a task and of the services it calls. */
  List<String> taskSide();

  /** Host name or address of tasks, as seen by clients. */
  String taskHost();

  @Override
  void close();

  /** Returns a network with both sides on the loopback device. */
  static Network loopback() {
    return new Network() {
      @Override
      public List<String> clientSide() {
        return List.of();
      }

      @Override
      public List<String> taskSide() {
        return List.of();
      }

      @Override
      public String taskHost() {
        return "127.0.0.1";
      }

      @Override
      public void close() {
        // The loopback network holds no resources.
      }
    };
  }
}
