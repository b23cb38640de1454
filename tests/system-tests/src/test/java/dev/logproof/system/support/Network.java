package dev.logproof.system.support;

import java.util.List;

/** Network between clients and tasks. */
public interface Network extends AutoCloseable {
  /** Command prefix of a client. */
  List<String> clientSide();

  /** Command prefix of a task and the services it calls. */
  List<String> taskSide();

  /** Host of tasks as seen by clients. */
  String taskHost();

  @Override
  void close();

  /** Both sides on the loopback device. */
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
