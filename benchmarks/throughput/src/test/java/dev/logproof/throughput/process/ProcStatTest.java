package dev.logproof.throughput.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests parsing of CPU time and memory. */
class ProcStatTest {
  @Test
  void sumsTicksOfProcessAndEndedChildren() {
    String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 300 40 5 6 20 0 33 0 1 2 3";
    assertThat(ProcStat.ticks(stat)).hasValue(351);
  }

  @Test
  void returnsNoTicksForMalformedStat() {
    assertThat(ProcStat.ticks("")).isEmpty();
    assertThat(ProcStat.ticks("42 (java) S 1 2 3")).isEmpty();
  }

  @Test
  void readsMemoryInBytes() {
    String status = "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n";
    assertThat(ProcStat.bytes(status, "VmRSS")).hasValue(1L << 20);
    assertThat(ProcStat.bytes(status, "VmHWM")).hasValue(2L << 20);
    assertThat(ProcStat.bytes(status, "VmSwap")).isEmpty();
  }

  @Test
  void excludesIdleAndIoWaitFromBusyTicks() {
    assertThat(ProcStat.busyTicks("cpu  10 1 5 1000 200 0 3 2 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0"))
        .hasValue(21);
    assertThat(ProcStat.busyTicks("")).isEmpty();
  }

  @Test
  void measuresGrowingUsageOfThisProcess() throws Exception {
    ProcessTable table = ProcessTable.ofThisMachine();
    long before = table.usage(ProcessHandle.current()).cpuMillis();
    long sum = 0;
    while (table.usage(ProcessHandle.current()).cpuMillis() < before + 30) {
      sum += before;
    }
    Usage after = table.usage(ProcessHandle.current());
    assertThat(after.cpuMillis()).isGreaterThanOrEqualTo(before + 30);
    assertThat(after.residentBytes()).isPositive();
    assertThat(after.peakResidentBytes()).isGreaterThanOrEqualTo(after.residentBytes() / 2);
    assertThat(table.busyMillis()).isPositive();
    assertThat(sum).isNotNegative();
  }
}
