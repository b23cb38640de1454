package dev.logproof.aggregator.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser follows Fluentd's grammar. */
class ConfigParserTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("X", "ex", "EMPTY", "");

  @Test
  void parsesNestedSectionsWithLines() {
    Section root =
        parse("# first\n<match a b.*>\n  @type null\n  <buffer  tag >\n  </buffer>\n</match>");
    Section match = root.sections().get(0);
    assertThat(match.name()).isEqualTo("match");
    assertThat(match.argument()).isEqualTo("a b.*");
    assertThat(match.place()).hasToString("f.conf:2");
    assertThat(match.parameters())
        .containsExactly(new Parameter("@type", "null", new SourceLocation("f.conf", 3)));
    assertThat(match.sections().get(0).argument()).isEqualTo("tag");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      textBlock =
          """
          24224                        => 24224
          a b  c                       => a b  c
          a # comment                  => a
          a#b                          => a#b
          # comment                    => ``
          "a # b"                      => a # b
          "a\\\\b\\"c"                 => a\\b"c
          "" # comment                 => ``
          'a\\'b\\\\c\\n#{x}'          => a'b\\c\\n#{x}
          ["a", "b]"]                  => ["a", "b]"]
          {"a": {"b": [1]}} # c        => {"a": {"b": [1]}}
          "#{ENV['X']}-y"              => ex-y
          "#{ENV["X"]}"                => ex
          "#{ENV['NO'] || 'd'}"        => d
          "#{ENV['NO'] || ENV["X"]}"   => ex
          "#{ENV['X'] || 'd'}"         => ex
          "#{ENV['EMPTY'] || 'd'}"     => ``
          "#{ENV['NO'] || 5}"          => 5
          "#{ENV.fetch('X')}"          => ex
          "#{ENV.fetch("NO", "d")}"    => d
          "#{'}'}"                     => }
          "a#{ENV['NO']}b"             => ab
          "#{ENV['NO'] || nil}"        => ``
          "#{ENV['NO'] || false}"      => false
          "#{nil || true}"             => true
          "#{ENV['X'] || nil}"         => ex
          "#{false || 'd'}"            => d
          "#{ENV.fetch('NO') { 'd' }}" => d
          "#{ENV.fetch('X'){'d'}}"     => ex
          "w#{worker_id}"              => w0
          """)
  void readsValuesLikeFluentd(String written, String read) {
    Section root = parse("key " + written + "\nnext 1\n");
    assertThat(root.parameters().get(0).value()).isEqualTo(read);
    assertThat(root.parameters().get(1).place().line()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      textBlock =
          """
          a "b                       => never closed
          a "b" c                    => end of the line
          a "\\q"                    => escape
          a [1, 2                    => never closed
          a [1}                      => expected ]
          a #{ENV['X']}              => double quotes only
          a b#{ENV['X']}             => double quotes only
          a "#{ENV.fetch('NO')}"     => variable NO is not set
          a "#{`ls`}"                => unsupported embedded Ruby
          a "#{ENV['X'].to_i}"       => unsupported embedded Ruby
          a "#{ENV['X'] || ls}"      => unsupported embedded Ruby
          a "#{ENV['X'"              => never closed
          <match                     => expected >
          <match a> b                => end of the line
          <match a>                  => never closed
          </match>                   => without a section opened
          <>                         => name of a section
          @include                   => needs a file
          @include http://x/y.conf   => files only
          """)
  void reportsLineAndExpectationOfSyntaxError(String text, String message) {
    assertThatThrownBy(() -> parse("\n" + text))
        .isInstanceOfSatisfying(
            SyntaxException.class, e -> assertThat(e.place()).hasToString("f.conf:2"))
        .hasMessageContaining(message);
  }

  @Test
  void readsValuesThatSpanLines() {
    Section root = parse("a [1, # one\n  2]\nb \"x\ny\\\nz\"\nc 1\r\nd\r\n");
    assertThat(root.parameters())
        .extracting(Parameter::value)
        .containsExactly("[1, \n  2]", "x\nyz", "1", "");
    assertThat(root.parameters()).extracting(p -> p.place().line()).containsExactly(1, 3, 6, 7);
  }

  @Test
  void omitsParameterForUseDefaultAndUseNil() {
    assertThat(parse("a \"#{ENV['NO'] || use_default}\"\nb \"#{use_nil}\"").parameters()).isEmpty();
  }

  @Test
  void reportsExpectedEndTagAndOpeningLine() {
    assertThatThrownBy(() -> parse("<a>\n</b>"))
        .hasMessageContaining("</a>")
        .hasMessageContaining("f.conf:1");
  }

  @Test
  void rejectsSectionsAndValuesNestedTooDeep() {
    int depth = ConfigParser.MAX_SECTION_DEPTH;
    assertThat(parse("<a>\n".repeat(depth) + "</a>\n".repeat(depth)).sections()).hasSize(1);
    assertThatThrownBy(() -> parse("<a>\n".repeat(depth + 1))).hasMessageContaining("deep");
    assertThatThrownBy(() -> parse("a " + "[".repeat(1000))).hasMessageContaining("deep");
  }

  @Test
  void namesThisHost() {
    Section root = parse("a \"#{Socket.gethostname}\"\nb \"#{hostname}\"\n");
    assertThat(root.parameters().get(0).value())
        .isNotBlank()
        .isEqualTo(root.parameters().get(1).value());
  }

  @Test
  void notesVariableThatIsNotSet() {
    ConfigTree tree = ConfigParser.parse("f.conf", "a 1\nb \"#{ENV['NO']}\"", ENVIRONMENT);
    assertThat(tree.notes())
        .singleElement()
        .satisfies(note -> assertThat(note.place().line()).isEqualTo(2))
        .satisfies(note -> assertThat(note.message()).contains("NO is not set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"config:\n  - source:\n", "# c\n\n---\nsystem:\n", "- match:\n"})
  void namesYaml(String text) {
    assertThatThrownBy(() -> parse(text)).hasMessageContaining("YAML");
  }

  private static Section parse(String text) {
    ConfigTree tree = ConfigParser.parse("f.conf", text, ENVIRONMENT);
    if (!tree.errors().isEmpty()) {
      throw new SyntaxException(tree.errors().get(0).place(), tree.errors().get(0).message());
    }
    return tree.root();
  }
}
