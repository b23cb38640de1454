package dev.logproof.commandline;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts an option's text by a parser, whose IllegalArgumentException states what is expected.
 */
public class ParsedOption<T> implements ITypeConverter<T> {
  private final Function<String, T> parser;

  /** Parses by {@code parser}. */
  public ParsedOption(Function<String, T> parser) {
    this.parser = parser;
  }

  @Override
  public T convert(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
