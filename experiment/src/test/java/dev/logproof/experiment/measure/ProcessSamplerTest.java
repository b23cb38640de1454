package dev.logproof.experiment.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Samples processes that run, have ended, or end meanwhile. */
class ProcessSamplerTest {
  private static final int SHORT_PROCESSES = 20;

  @Test
  void samplesCpuAndMemoryOfThisProcess() {
    ProcessSample sample = ProcessSampler.sample(ProcessHandle.current().pid()).orElseThrow();
    assertThat(sample.cpuNanos()).isPositive();
    assertThat(sample.residentBytes()).isPositive();
  }

  @Test
  void samplesNothingOfAnEndedProcess() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    assertThat(ProcessSampler.sample(ended.pid())).isEmpty();
  }

  /** The file of an ended process can be open and not be read. */
  @Test
  void samplesProcessesThatEndMeanwhile() throws IOException {
    for (int number = 0; number < SHORT_PROCESSES; number++) {
      Process process = new ProcessBuilder("true").start();
      Optional<ProcessSample> last = Optional.empty();
      while (process.isAlive()) {
        last = ProcessSampler.sample(process.pid());
      }
      last.ifPresent(sample -> assertThat(sample.residentBytes()).isNotNegative());
    }
  }
}
