package dev.logproof.aggregator.spool.disk;

import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Disk on the machine's file systems. Tests override operations to inject failures. Thread-safe.
 */
public class NioDisk implements Disk {
  @Override
  public Path realPath(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      return parent == null ? absolute : realPath(parent).resolve(absolute.getFileName());
    }
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    PrivateFiles.createDirectories(directory);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  @Override
  public boolean isDirectory(Path path) {
    return Files.isDirectory(path);
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    return new Channel(
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PrivateFiles.fileAttributes(file)));
  }

  @Override
  public WritableFile append(Path file) throws IOException {
    if (!exists(file)) {
      Files.createFile(file, PrivateFiles.fileAttributes(file));
    }
    return new Appender(file, new FileOutputStream(file.toFile(), true));
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    return new RandomAccess(new RandomAccessFile(file.toFile(), "r"));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (exists(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Files.move(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    PrivateFiles.sync(directory);
  }

  @Override
  public Optional<DirectoryLock> tryLock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PrivateFiles.fileAttributes(file));
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(channel::close) : Optional.empty();
  }

  /** Writes off-heap memory without a copy; an interrupt closes it. */
  private record Channel(FileChannel channel) implements WritableFile {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void truncate(long bytes) throws IOException {
      channel.truncate(bytes);
      channel.position(bytes);
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public long size() throws IOException {
      return channel.position();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Appends a few bytes; an interrupt does not close it. */
  private record Appender(Path path, FileOutputStream out) implements WritableFile {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      out.write(copy);
    }

    @Override
    public void truncate(long bytes) throws IOException {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(bytes);
      }
    }

    @Override
    public void force() throws IOException {
      out.getFD().sync();
    }

    @Override
    public long size() throws IOException {
      return Files.size(path);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private record RandomAccess(RandomAccessFile file) implements ReadableFile {
    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public void read(long offset, byte[] target, int start, int length) throws IOException {
      if (offset + length > file.length()) {
        throw new EOFException("file ends before " + (offset + length));
      }
      file.seek(offset);
      file.readFully(target, start, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
