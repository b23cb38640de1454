package dev.logproof.verify.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.verify.source.ObjectSource.Listing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a directory are treated like objects of a bucket. */
class DirectorySourceTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path directory;

  @Test
  void listsFilesByPathAndTime() throws IOException {
    write("2026/01/01/12/new.gz", "new", NOON);
    write("2026/01/01/11/old.gz", "old", NOON.minusSeconds(1));
    List<StoredObject> found = source().list(NOON, Listing.RECENT_FOLDERS);
    assertThat(found).extracting(StoredObject::key).containsExactly("2026/01/01/12/new.gz");
    try (InputStream in = source().open(found.get(0))) {
      assertThat(in.readAllBytes()).asString().isEqualTo("new");
    }
  }

  @Test
  void treatsChangedFileAsNewObject() throws IOException {
    write("a", "first", NOON);
    StoredObject first = source().list(NOON, Listing.ALL_FOLDERS).get(0);
    write("a", "second", NOON.plusSeconds(1));
    assertThatThrownBy(() -> source().open(first)).isInstanceOf(ObjectSource.GoneException.class);
    assertThat(source().list(NOON, Listing.ALL_FOLDERS).get(0).version())
        .isNotEqualTo(first.version());
  }

  @Test
  void listsFilesOfAnyTimeInAllFolders() throws IOException {
    write("copied", "x", NOON.minusSeconds(86_400));
    assertThat(source().list(NOON, Listing.RECENT_FOLDERS)).isEmpty();
    assertThat(source().list(NOON, Listing.ALL_FOLDERS)).hasSize(1);
  }

  @Test
  void followsALinkToTheDirectoryItself() throws IOException {
    write("2026/01/01/12/a", "x", NOON);
    Path link =
        Files.createSymbolicLink(
            directory.resolveSibling("link-" + directory.getFileName()), directory);
    DirectorySource linked = new DirectorySource(link);
    List<StoredObject> found = linked.list(NOON, Listing.RECENT_FOLDERS);
    assertThat(found).extracting(StoredObject::key).containsExactly("2026/01/01/12/a");
    try (InputStream in = linked.open(found.get(0))) {
      assertThat(in.readAllBytes()).asString().isEqualTo("x");
    }
    Files.delete(link);
  }

  private DirectorySource source() {
    return new DirectorySource(directory);
  }

  private void write(String key, String content, Instant modified) throws IOException {
    Path file = directory.resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
