package dev.logproof.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who counts as running. */
class ProcessLifeTest {
  @Test
  void thisProcessRuns() {
    assertThat(ProcessLife.isRunning(ProcessHandle.current().pid())).isTrue();
  }

  @Test
  void aProcessThatEndedDoesNot() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "exit 0").start();
    process.waitFor();
    assertThat(ProcessLife.isRunning(process.pid())).isFalse();
  }

  /** The outer shell becomes a program that never asks for the inner one's exit code. */
  @Test
  void aProcessThatNobodyBuriedDoesNot() throws Exception {
    Process outer =
        new ProcessBuilder("sh", "-c", "sh -c 'exit 0' & echo $!; exec sleep 60").start();
    try {
      long inner = Long.parseLong(outer.inputReader().readLine());
      while (ProcessLife.isRunning(inner)) {
        Thread.onSpinWait();
      }
      assertThat(outer.isAlive()).isTrue();
    } finally {
      outer.destroyForcibly();
    }
  }
}
