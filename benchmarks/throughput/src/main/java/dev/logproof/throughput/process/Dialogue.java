package dev.logproof.throughput.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.commandline.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Command loop of load and endpoint: each word on standard input gets one line of JSON. The process
 * ends with its input, so that none outlives the benchmark. Runs on the main thread.
 */
public final class Dialogue {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Dialogue() {}

  /** Responds until the input ends; {@code answers} maps command words to responses. */
  public static void answer(Map<String, Supplier<Object>> answers) throws IOException {
    Thread.setDefaultUncaughtExceptionHandler(Dialogue::giveUp);
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String word = questions.readLine(); word != null; word = questions.readLine()) {
      Supplier<Object> answer = answers.get(word);
      if (answer == null) {
        throw new IOException("'" + word + "' is not one of " + answers.keySet());
      }
      System.out.println(JSON.writeValueAsString(answer.get()));
    }
  }

  /** Ends the process: with a thread missing, the measurement is wrong. */
  private static void giveUp(Thread thread, Throwable defect) {
    defect.printStackTrace();
    Runtime.getRuntime().halt(ExitCode.INTERNAL);
  }
}
