package dev.logproof.system.support;

import dev.logproof.process.CompletedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a Java process, measured by the kernel and by native memory tracking, which the JVM
 * must be started with.
 *
 * @param heapBytes committed heap
 * @param directBytes allocated outside the heap by the program
 */
public record ProcessMemory(long residentBytes, long heapBytes, long directBytes) {
  public static final String JAVA_FLAGS = "-XX:NativeMemoryTracking=summary";

  private static final long KIB = 1024;
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final Pattern HEAP = committed("Java Heap");
  private static final Pattern DIRECT = committed("Other");

  private static Pattern committed(String category) {
    return Pattern.compile(
        "-\\s+" + category + " \\(reserved=\\d+KB, committed=(\\d+)KB\\)", Pattern.MULTILINE);
  }

  public static ProcessMemory of(long pid) throws IOException, InterruptedException {
    String tracked = jcmd(pid, "VM.native_memory", "summary", "scale=KB");
    return new ProcessMemory(
        statusBytes(pid, "VmRSS"), kib(HEAP, tracked) * KIB, kib(DIRECT, tracked) * KIB);
  }

  private static long kib(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new InconclusiveTest("no " + pattern + " in what is told of the memory:\n" + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Sends a diagnostic command to a JVM; returns its output. */
  public static String jcmd(long pid, String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(Long.toString(pid));
    line.addAll(List.of(command));
    CompletedCommand jcmd = CompletedCommand.run(TIME_LIMIT, line);
    if (!jcmd.succeeded()) {
      throw new InconclusiveTest("jcmd ended with " + jcmd.exitCode() + ": " + jcmd.output());
    }
    return jcmd.output();
  }

  /** A field of {@code /proc/PID/status} in bytes, such as {@code VmHWM}. */
  public static long statusBytes(long pid, String field) throws IOException {
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    return KIB * kib(Pattern.compile(field + ":\\s+(\\d+) kB"), status);
  }
}
