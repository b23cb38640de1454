package dev.logproof.aggregator.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Includes are relative to the including file, sorted, bounded and never circular. */
class IncludeTest {
  @TempDir Path folder;

  @Test
  void includesRelativeFilesInOrderOfNames() throws IOException {
    write("main.conf", "a 1\n@include conf.d/*.conf\n<s>\n@include inner.conf # why\n</s>\nz 1\n");
    write("conf.d/2.conf", "two 1\n@include deeper/x.conf\n");
    write("conf.d/1.conf", "one 1");
    write("conf.d/.hidden.conf", "hidden 1");
    write("conf.d/other.txt", "other 1");
    write("conf.d/deeper/x.conf", "\ufeffdeep 1\n");
    write("inner.conf", "inner 1\n");
    Section root = parse("main.conf").root();
    assertThat(root.parameters())
        .extracting(Parameter::name)
        .containsExactly("a", "one", "two", "deep", "z");
    assertThat(root.sections().get(0).parameters().get(0).place())
        .isEqualTo(new SourceLocation(folder.resolve("inner.conf").toString(), 1));
  }

  @Test
  void passesOverMissingFilesWithNote() throws IOException {
    write("main.conf", "@include none/*.conf\n@include none.conf\na 1");
    ConfigTree tree = parse("main.conf");
    assertThat(tree.notes())
        .extracting(ConfigTree.Note::message)
        .containsExactly(
            "@include none/*.conf matches no file", "@include none.conf matches no file");
    assertThat(tree.root().parameters()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b.conf", "a\u0000b/*.conf"})
  void rejectsNameThatIsNoPath(String name) throws IOException {
    write("main.conf", "a 1\n@include " + name);
    assertThatThrownBy(() -> parse("main.conf"))
        .isInstanceOf(SyntaxException.class)
        .hasMessageContaining("Nul character not allowed");
  }

  @Test
  void includesFilesOfAllFoldersBelow() throws IOException {
    write("main.conf", "@include conf.d/**/*.conf");
    write("conf.d/1.conf", "one 1");
    write("conf.d/a/b/2.conf", "two 1");
    write("conf.d/.hidden/3.conf", "three 1");
    assertThat(parse("main.conf").root().parameters())
        .extracting(Parameter::name)
        .containsExactly("one", "two");
  }

  @Test
  void rejectsFileThatIncludesItselfThroughLink() throws IOException {
    write("main.conf", "@include b.conf");
    write("b.conf", "@include link.conf");
    Files.createSymbolicLink(folder.resolve("link.conf"), folder.resolve("main.conf"));
    assertThatThrownBy(() -> parse("main.conf")).hasMessageContaining("includes itself");
  }

  @Test
  void includesSameFileTwice() throws IOException {
    write("main.conf", "@include b.conf\n@include b.conf");
    write("b.conf", "x 1");
    assertThat(parse("main.conf").root().parameters()).hasSize(2);
  }

  @Test
  void rejectsIncludesTooDeepOrTooLarge() throws IOException {
    for (int i = 0; i <= Includes.MAX_INCLUDE_DEPTH; i++) {
      write(i + ".conf", "@include " + (i + 1) + ".conf");
    }
    assertThatThrownBy(() -> parse("0.conf")).hasMessageContaining("deep");
    write("big.conf", "#".repeat(Includes.MAX_CONFIG_BYTES + 1));
    assertThatThrownBy(() -> parse("big.conf")).hasMessageContaining("bytes");
  }

  @Test
  void reportsWhyFileCannotBeRead() throws IOException {
    assertThatThrownBy(() -> parse("none.conf")).hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> parse("")).hasMessageContaining("is a directory");
    Files.write(folder.resolve("latin.conf"), new byte[] {'a', ' ', (byte) 0xe9});
    assertThatThrownBy(() -> parse("latin.conf")).hasMessageContaining("UTF-8");
    write("main.conf", "@include [x.conf");
    assertThatThrownBy(() -> parse("main.conf")).isInstanceOf(SyntaxException.class);
  }

  private ConfigTree parse(String name) {
    return ConfigParser.parse(folder.resolve(name), Map.of());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
