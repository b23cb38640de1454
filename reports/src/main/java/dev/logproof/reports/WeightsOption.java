package dev.logproof.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.reports.capacity.ConnectionWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Value of {@code --weights}.
 *
 * @param measured number of weights in the file; empty for a formula
 */
record WeightsOption(ConnectionWeights weights, OptionalInt measured) {
  private static final String ZIPF = "zipf:";

  /** Parses {@code equal}, {@code zipf:S} or the name of a file. */
  static WeightsOption parse(String text) {
    if (text.equals("equal")) {
      return new WeightsOption(ConnectionWeights.equal(), OptionalInt.empty());
    }
    return text.startsWith(ZIPF) ? zipf(text) : file(text);
  }

  private static WeightsOption zipf(String text) {
    try {
      double exponent = Double.parseDouble(text.substring(ZIPF.length()));
      if (exponent >= 0 && exponent <= 10) {
        return new WeightsOption(ConnectionWeights.zipf(exponent), OptionalInt.empty());
      }
    } catch (NumberFormatException e) {
      throw badZipf(text);
    }
    throw badZipf(text);
  }

  private static CommandFailure badZipf(String text) {
    return CommandFailure.badInput(
        "--weights " + text + ": expected an exponent of 0 to 10, such as zipf:1.0");
  }

  private static WeightsOption file(String text) {
    Path file = Path.of(text);
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.badInput(
          "--weights "
              + text
              + ": expected equal, zipf:S such as zipf:1.0, or a file with one weight per line");
    }
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      double[] weights = new double[lines.size()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = weight(file, i + 1, lines.get(i));
      }
      if (weights.length == 0) {
        throw CommandFailure.badInput("--weights " + file + ": expected one weight per line");
      }
      return new WeightsOption(
          ConnectionWeights.measured(String.valueOf(file.getFileName()), weights),
          OptionalInt.of(weights.length));
    } catch (IOException e) {
      throw CommandFailure.badInput("--weights " + file + ": not readable as text: " + e, e);
    }
  }

  private static double weight(Path file, int line, String text) {
    try {
      double weight = Double.parseDouble(text.strip());
      if (weight > 0 && Double.isFinite(weight)) {
        return weight;
      }
    } catch (NumberFormatException e) {
      throw badWeight(file, line, text);
    }
    throw badWeight(file, line, text);
  }

  private static CommandFailure badWeight(Path file, int line, String text) {
    return CommandFailure.badInput(
        file
            + ":"
            + line
            + ": '"
            + text.strip()
            + "': expected a weight, a number above 0; leave idle connections out");
  }
}
