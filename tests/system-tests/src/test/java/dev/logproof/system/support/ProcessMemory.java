package dev.logproof.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern HEAP = committed("Java Heap");
  private static final Pattern DIRECT = committed("Other");

  private static Pattern committed(String category) {
    return Pattern.compile(
        "-\\s+" + category + " \\(reserved=\\d+KB, committed=(\\d+)KB\\)", Pattern.MULTILINE);
  }

  public static ProcessMemory of(long pid) throws IOException, InterruptedException {
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    String tracked = jcmd(pid);
    return new ProcessMemory(
        kib(RESIDENT, status) * KIB, kib(HEAP, tracked) * KIB, kib(DIRECT, tracked) * KIB);
  }

  private static long kib(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new InconclusiveTest("no " + pattern + " in what is told of the memory:\n" + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  private static String jcmd(long pid) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "VM.native_memory",
                "summary",
                "scale=KB")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new InconclusiveTest("jcmd ended with " + exitCode + ": " + output);
    }
    return output;
  }
}
