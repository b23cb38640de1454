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
 * The side of load and endpoint in their talk with the one who started them: a word on standard
 * input is answered by a line of JSON on standard output. It ends with the input, and so does the
 * process: none is left behind. Runs on the main thread.
 */
public final class Dialogue {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Dialogue() {}

  /** Answers until the input ends; {@code answers} by the word that asks for them. */
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

  /** With a thread missing, what is measured would not be what was asked for. */
  private static void giveUp(Thread thread, Throwable defect) {
    defect.printStackTrace();
    Runtime.getRuntime().halt(ExitCode.INTERNAL);
  }
}
