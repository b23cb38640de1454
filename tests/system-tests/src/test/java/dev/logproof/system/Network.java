package dev.logproof.system;

import java.util.List;

/** Where clients run and where tasks run. Used by the test's thread. */
interface Network extends AutoCloseable {
  /** Words in front of the command of a client. */
  List<String> clientSide();

  /** Words in front of the command of a task, or of whatever a task talks to. */
  List<String> taskSide();

  /** Under which clients reach tasks. */
  String taskHost();

  @Override
  void close();

  /** All on the loopback device. */
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
        // Nothing was made.
      }
    };
  }
}
