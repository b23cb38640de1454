package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.LeftOnDisk;
import dev.logproof.aggregator.spool.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans a root for files of earlier tasks. An unreadable file is counted and hides no other. Used
 * by the main thread.
 */
record SpoolScan(Disk disk, SpoolRoot root, Ledger ledger) {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolScan.class);

  /** Returns the files, oldest first. */
  List<SpoolFileRef> files() {
    List<SpoolFileRef> files = new ArrayList<>();
    for (SpoolSlot slot : root.slots()) {
      try {
        slot.files(SpoolNames::isSpool).forEach(file -> identify(file).ifPresent(files::add));
        slot.files(SpoolNames::isDamaged).forEach(this::countDamaged);
        slot.files(file -> file.toString().endsWith(SpoolNames.ACKED)).forEach(this::cleanAcked);
      } catch (IOException e) {
        LOG.error("cannot read the spool {}: {}", slot.directory(), e.toString());
        ledger.left(LeftOnDisk.unread(1));
      }
    }
    files.sort((a, b) -> a.path().getFileName().compareTo(b.path().getFileName()));
    countVersion1();
    return files;
  }

  private Optional<SpoolFileRef> identify(Path file) {
    try {
      byte[] start = SpoolReader.start(disk, file);
      Optional<FileIdentity> identity =
          FileIdentity.ofHeader(start).or(() -> FileIdentity.ofPath(file));
      if (identity.isEmpty() || SpoolFormat.isVersion1(start)) {
        LOG.error("{} is not a spool file of this version; it stays where it is", file);
        ledger.left(LeftOnDisk.unread(1));
        return Optional.empty();
      }
      if (SpoolNames.isTemporary(file) && start.length <= identity.get().headerBytes()) {
        disk.delete(file);
        return Optional.empty();
      }
      return identity.map(known -> new SpoolFileRef(file, known));
    } catch (IOException e) {
      LOG.error("cannot read {}: {}", file, e.toString());
      ledger.left(LeftOnDisk.unread(1));
      return Optional.empty();
    }
  }

  private void countDamaged(Path file) {
    Damage damage = SpoolNames.damageOf(file);
    LOG.warn("{} holds damaged events; remove it when you no longer need them", file);
    ledger.left(damage.left());
  }

  private void cleanAcked(Path acked) {
    String name = acked.getFileName().toString();
    String base = name.substring(0, name.length() - SpoolNames.ACKED.length());
    try {
      if (!disk.exists(acked.resolveSibling(base + SpoolNames.SPOOL))
          && !disk.exists(acked.resolveSibling(base + SpoolNames.TEMPORARY))) {
        disk.delete(acked);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", acked, e.toString());
    }
  }

  /** Version 1 used {@code <root>/<output id>/}, without the stream. */
  private void countVersion1() {
    try {
      for (Path directory : disk.list(root.path())) {
        if (SpoolSlot.isSlot(directory) || !disk.isDirectory(directory)) {
          continue;
        }
        long files = disk.list(directory).stream().filter(SpoolNames::isSpool).count();
        if (files > 0) {
          LOG.error(
              "{} holds {} spool files of an earlier version, which do not name their stream: let"
                  + " that version deliver them, started once with this directory, or remove them",
              directory,
              files);
          ledger.left(LeftOnDisk.unread(files));
        }
      }
    } catch (IOException e) {
      LOG.error("cannot read the spool {}: {}", root.path(), e.toString());
      ledger.left(LeftOnDisk.unread(1));
    }
  }
}
