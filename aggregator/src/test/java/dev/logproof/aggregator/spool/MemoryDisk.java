package dev.logproof.aggregator.spool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * In-memory disk that loses unsynced data. Names are lost per directory, latest first, as with a
 * journaling file system. Confined to the test's thread.
 */
final class MemoryDisk {
  private final Map<Path, MemoryFile> files = new TreeMap<>();
  private final Set<Path> directories = new HashSet<>(Set.of(Path.of("/")));
  private final Map<Path, List<Runnable>> undo = new HashMap<>();
  private final Map<Path, DiskProcess> locks = new HashMap<>();
  private long capacity = Long.MAX_VALUE;

  Map<Path, MemoryFile> files() {
    return files;
  }

  boolean isDirectory(Path path) {
    return directories.contains(path);
  }

  void createDirectories(Path directory) throws IOException {
    for (Path at = directory; at != null; at = at.getParent()) {
      if (files.containsKey(at)) {
        throw new FileAlreadyExistsException(at.toString());
      }
      directories.add(at);
    }
  }

  List<Path> list(Path directory) {
    List<Path> entries = new ArrayList<>();
    files.keySet().stream()
        .filter(file -> directory.equals(file.getParent()))
        .forEach(entries::add);
    directories.stream().filter(path -> directory.equals(path.getParent())).forEach(entries::add);
    return entries.stream().sorted().toList();
  }

  MemoryFile file(Path path) throws IOException {
    MemoryFile file = files.get(path);
    if (file == null) {
      throw new NoSuchFileException(path.toString());
    }
    return file;
  }

  MemoryFile create(Path path) throws IOException {
    if (files.containsKey(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (!directories.contains(path.getParent())) {
      throw new NoSuchFileException(path.getParent().toString());
    }
    MemoryFile file = new MemoryFile();
    files.put(path, file);
    undo(path, () -> files.remove(path));
    return file;
  }

  void rename(Path from, Path to) throws IOException {
    if (files.containsKey(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    MemoryFile file = file(from);
    files.remove(from);
    files.put(to, file);
    undo(
        from,
        () -> {
          files.remove(to);
          files.put(from, file);
        });
  }

  void delete(Path path) {
    MemoryFile file = files.remove(path);
    if (file != null) {
      undo(path, () -> files.put(path, file));
    }
  }

  private void undo(Path path, Runnable step) {
    undo.computeIfAbsent(path.getParent(), any -> new ArrayList<>()).add(step);
  }

  void syncDirectory(Path directory) {
    undo.remove(directory);
  }

  long free() {
    long used = files.values().stream().mapToLong(file -> file.visible().length).sum();
    return Math.max(0, capacity - used);
  }

  void fill(long bytes) {
    capacity = Long.MAX_VALUE;
    capacity -= free() - bytes;
  }

  void enlarge() {
    capacity = Long.MAX_VALUE;
  }

  boolean lock(Path file, DiskProcess owner) {
    files.computeIfAbsent(file, any -> new MemoryFile());
    return locks.putIfAbsent(file, owner) == null;
  }

  void unlock(Path file, DiskProcess owner) {
    locks.remove(file, owner);
  }

  /** Releases a dead process's locks, as the kernel does. */
  void unlockAll(DiskProcess owner) {
    locks.values().removeIf(owner::equals);
  }

  void losePower(RandomGenerator random) {
    locks.clear();
    for (List<Runnable> steps : new TreeMap<>(undo).values()) {
      int lost = random.nextInt(steps.size() + 1);
      for (int at = steps.size() - 1; at >= steps.size() - lost; at--) {
        steps.get(at).run();
      }
    }
    undo.clear();
    files.values().forEach(file -> file.losePower(random));
  }
}
