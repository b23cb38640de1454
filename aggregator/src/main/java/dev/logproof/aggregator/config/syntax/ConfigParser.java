package dev.logproof.aggregator.config.syntax;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parses a fluent.conf and its includes into a tree. Bytes, files and depth are limited, because
 * others may be able to write it. Single-use; not thread-safe.
 */
public final class ConfigParser {
  static final int MAX_SECTION_DEPTH = 16;

  private final EmbeddedCode embedded;
  private final Includes includes = new Includes();
  private final List<ConfigTree.Note> notes = new ArrayList<>();
  private final List<ConfigTree.Note> errors = new ArrayList<>();

  private ConfigParser(Map<String, String> environment) {
    this.embedded = new EmbeddedCode(environment, notes, errors);
  }

  /**
   * Parses a file.
   *
   * @throws SyntaxException when the file is unreadable or not a fluent.conf
   */
  public static ConfigTree parse(Path file, Map<String, String> environment) {
    ConfigParser parser = new ConfigParser(environment);
    SourceLocation whole = new SourceLocation(file.toString(), 0);
    Body root = new Body("", 0, file);
    String text = parser.includes.enter(file, whole);
    return parser.tree(file.toString(), text, root);
  }

  /** Parses a text; messages call it {@code name}. */
  public static ConfigTree parse(String name, String text, Map<String, String> environment) {
    ConfigParser parser = new ConfigParser(environment);
    Body root = new Body("", 0, Path.of(name));
    return parser.tree(name, text, root);
  }

  private ConfigTree tree(String name, String text, Body root) {
    YamlForm.reject(name, text);
    try {
      file(new SourceText(name, text), root);
    } catch (SyntaxException e) {
      errors.forEach(error -> e.addSuppressed(new SyntaxException(error.place(), error.message())));
      throw e;
    }
    return new ConfigTree(root.section("", new SourceLocation(name, 0)), notes, errors);
  }

  /** A section being read; includes are relative to {@code file}. */
  private record Body(
      String name, int depth, Path file, List<Parameter> parameters, List<Section> sections) {
    Body(String name, int depth, Path file) {
      this(name, depth, file, new ArrayList<>(), new ArrayList<>());
    }

    Section section(String argument, SourceLocation place) {
      return new Section(name, argument, place, parameters, sections);
    }
  }

  private void file(SourceText source, Body body) {
    for (source.skipSpaceAndComments(); !source.atEnd(); source.skipSpaceAndComments()) {
      if (source.startsWith("</")) {
        throw source.error("closing tag without a section opened in this file");
      }
      item(source, body);
    }
  }

  private void item(SourceText source, Body body) {
    if (source.skip("<")) {
      section(source, body);
    } else {
      parameter(source, body);
    }
  }

  private void section(SourceText source, Body parent) {
    SourceLocation place = source.place();
    String name = source.word();
    if (name.isEmpty()) {
      throw source.error("expected the name of a section after <, such as <match **>");
    }
    if (parent.depth() == MAX_SECTION_DEPTH) {
      throw source.error("sections nested more than " + MAX_SECTION_DEPTH + " deep");
    }
    source.skipBlanks();
    String argument = new ValueReader(source, embedded).argument();
    source.skipBlanks();
    if (!source.skip(">")) {
      throw source.error("expected > at the end of <" + name);
    }
    source.expectLineEnd("<" + name + ">");
    Body body = new Body(name, parent.depth() + 1, parent.file());
    body(source, body, place);
    parent.sections().add(body.section(argument, place));
  }

  private void body(SourceText source, Body body, SourceLocation place) {
    while (true) {
      source.skipSpaceAndComments();
      if (source.atEnd()) {
        throw new SyntaxException(
            place, "<" + body.name() + "> is never closed: expected </" + body.name() + ">");
      }
      if (source.skip("</")) {
        close(source, body, place);
        return;
      }
      item(source, body);
    }
  }

  private static void close(SourceText source, Body body, SourceLocation place) {
    String name = source.word();
    source.skipBlanks();
    if (!name.equals(body.name()) || !source.skip(">")) {
      throw source.error("expected </" + body.name() + "> to close the section opened at " + place);
    }
    source.expectLineEnd("</" + name + ">");
  }

  private void parameter(SourceText source, Body body) {
    SourceLocation place = source.place();
    StringBuilder name = new StringBuilder();
    while (!source.atEnd() && !Character.isWhitespace(source.peek())) {
      name.append(source.take());
    }
    source.skipBlanks();
    if (name.toString().equals("@include") || name.toString().equals("include")) {
      include(source, body, place);
      return;
    }
    new ValueReader(source, embedded)
        .value()
        .ifPresent(value -> body.parameters().add(new Parameter(name.toString(), value, place)));
    source.expectLineEnd("the value of " + name);
  }

  private void include(SourceText source, Body body, SourceLocation place) {
    String pattern = new ValueReader(source, embedded).value().orElse("");
    source.expectLineEnd("@include");
    List<Path> files = includes.find(pattern, body.file(), place);
    if (files.isEmpty()) {
      notes.add(new ConfigTree.Note(place, "@include " + pattern + " matches no file"));
    }
    for (Path file : files) {
      String text = includes.enter(file, place);
      Body included = new Body(body.name(), body.depth(), file, body.parameters(), body.sections());
      file(new SourceText(file.toString(), text), included);
      includes.leave();
    }
  }
}
