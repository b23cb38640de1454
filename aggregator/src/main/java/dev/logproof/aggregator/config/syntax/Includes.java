package dev.logproof.aggregator.config.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads the files of one configuration within limits, and detects recursive includes. Not
 * thread-safe.
 */
final class Includes {
  static final int MAX_CONFIG_BYTES = 4 * 1024 * 1024;
  static final int MAX_INCLUDE_DEPTH = 16;
  static final int MAX_FILES = 1024;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Deque<Path> openFiles = new ArrayDeque<>();
  private int bytesRead;
  private int filesRead;

  /** The file counts as open until {@link #leave}. */
  String enter(Path file, SourceLocation place) {
    try {
      Path real = file.toRealPath();
      if (openFiles.contains(real)) {
        throw new SyntaxException(place, file + " includes itself");
      }
      openFiles.push(real);
      if (openFiles.size() > MAX_INCLUDE_DEPTH) {
        throw new SyntaxException(
            place, "includes nested more than " + MAX_INCLUDE_DEPTH + " deep");
      }
      if (++filesRead > MAX_FILES) {
        throw new SyntaxException(place, "more than " + MAX_FILES + " files");
      }
      return read(real, file, place);
    } catch (IOException e) {
      throw new SyntaxException(place, "cannot read " + name(file, place) + ": " + reason(e));
    }
  }

  void leave() {
    openFiles.pop();
  }

  /** Returns files sorted by name. */
  List<Path> find(String pattern, Path from, SourceLocation place) {
    if (pattern.isBlank()) {
      throw new SyntaxException(place, "@include needs a file or a pattern such as conf.d/*.conf");
    }
    if (pattern.contains("://")) {
      throw new SyntaxException(place, "@include takes files only, not " + pattern);
    }
    try {
      if (!FileGlob.isGlob(pattern)) {
        // As in Fluentd, where Dir.glob finds nothing.
        Path file = from.resolveSibling(pattern);
        return Files.notExists(file) ? List.of() : List.of(file);
      }
      return FileGlob.expand(from.resolveSibling(""), pattern, MAX_FILES);
    } catch (IOException e) {
      throw new SyntaxException(place, "cannot look for " + pattern + ": " + reason(e));
    } catch (IllegalArgumentException e) {
      throw new SyntaxException(place, "@include " + pattern + ": " + e.getMessage());
    }
  }

  private String read(Path real, Path file, SourceLocation place) throws IOException {
    if (Files.isDirectory(real)) {
      throw new SyntaxException(
          place, "expected a configuration file, but " + name(file, place) + " is a directory");
    }
    try (InputStream in = Files.newInputStream(real)) {
      byte[] bytes = in.readNBytes(MAX_CONFIG_BYTES - bytesRead + 1);
      bytesRead += bytes.length;
      if (bytesRead > MAX_CONFIG_BYTES) {
        throw new SyntaxException(
            place, "configuration of more than " + MAX_CONFIG_BYTES + " bytes with " + file);
      }
      return decode(bytes);
    } catch (CharacterCodingException e) {
      throw new SyntaxException(place, name(file, place) + " is not UTF-8 text");
    }
  }

  /** Avoids naming the first file twice: {@code place} is that file. */
  private static String name(Path file, SourceLocation place) {
    return place.line() == 0 ? "it" : file.toString();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return String.valueOf(failure.getMessage());
  }
}
