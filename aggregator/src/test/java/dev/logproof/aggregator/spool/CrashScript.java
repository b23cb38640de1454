package dev.logproof.aggregator.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Runs tasks on one disk with seeded faults: kills, power losses, failing and full disks, damaged
 * and copied files. A last task delivers the remaining events. Confined to the test's thread.
 */
final class CrashScript {
  private static final int STEPS = 60;
  private static final int MAX_TASKS = 2;
  private static final List<StreamId> STREAMS =
      List.of(
          new StreamId("eu-west-1", "payments"),
          new StreamId("eu-west-1", "public-web"),
          new StreamId("us-east-1", "payments"),
          new StreamId("us-east-1", ".."));

  private final SplittableRandom random;
  private final MemoryDisk disk = new MemoryDisk();
  private final EventModel model = new EventModel();
  private final List<SimulatedTask> tasks = new ArrayList<>();
  private final boolean crashes;
  private final boolean damages;
  private final boolean failures;

  CrashScript(long seed) {
    random = new SplittableRandom(seed);
    crashes = random.nextInt(3) > 0;
    damages = random.nextInt(3) > 0;
    failures = random.nextInt(3) > 0;
  }

  void run() {
    for (int step = 0; step < STEPS; step++) {
      step(random.nextInt(100));
      forgetTheDead();
    }
    end();
  }

  private void step(int dice) {
    if (tasks.isEmpty() || (dice < 4 && tasks.size() < MAX_TASKS)) {
      damageMaybe();
      start();
    } else if (dice < 35) {
      anyTask().accept();
    } else if (dice < 50) {
      anyTask().replay();
    } else if (dice < 75) {
      anyTask().deliver();
    } else if (dice < 83) {
      stop(anyTask());
    } else if (dice < 88 && crashes) {
      model.allMayRepeat();
      anyTask().vanish();
    } else if (dice < 92 && crashes) {
      losePower();
    } else if (dice < 96 && failures) {
      disk.fill(random.nextInt(400));
    } else {
      disk.enlarge();
    }
  }

  private SimulatedTask anyTask() {
    return tasks.get(random.nextInt(tasks.size()));
  }

  private void start() {
    List<StreamId> streams = new ArrayList<>(STREAMS);
    Collections.shuffle(streams, new Random(random.nextLong()));
    List<StreamId> some = new ArrayList<>(streams.subList(0, 1 + random.nextInt(STREAMS.size())));
    if (random.nextInt(4) == 0) {
      some.add(some.get(0));
    }
    DiskProcess.Faults faults =
        new DiskProcess.Faults(
            crashes && random.nextBoolean() ? 60 : 0, failures && random.nextBoolean() ? 25 : 0);
    tasks.add(task(faults, some));
  }

  private SimulatedTask task(DiskProcess.Faults faults, List<StreamId> streams) {
    return new SimulatedTask(
        new DiskProcess(disk, random.split(), faults), model, random.split(), streams);
  }

  private void stop(SimulatedTask task) {
    boolean killed = !task.process().isAlive();
    boolean clean = task.stop();
    if (killed || !clean || task.process().hasFailed()) {
      model.allMayRepeat();
    }
    tasks.remove(task);
  }

  private void losePower() {
    model.allMayRepeat();
    tasks.forEach(SimulatedTask::vanish);
    disk.losePower(random);
  }

  /** The work of a killed task may be repeated. */
  private void forgetTheDead() {
    for (SimulatedTask task : List.copyOf(tasks)) {
      if (task.process().hasFailed()) {
        model.allMayRepeat();
      }
      if (!task.process().isAlive()) {
        model.allMayRepeat();
        task.vanish();
        tasks.remove(task);
      } else if (!task.isUsable()) {
        task.vanish();
        tasks.remove(task);
      }
    }
  }

  /** No other process changes a file being written. */
  private void damageMaybe() {
    if (!damages || !tasks.isEmpty()) {
      return;
    }
    List<Path> files =
        disk.files().keySet().stream().filter(file -> !file.endsWith("lock")).toList();
    if (files.isEmpty() || random.nextInt(3) == 0) {
      return;
    }
    Path file = files.get(random.nextInt(files.size()));
    if (random.nextInt(5) == 0) {
      copy(file);
    } else {
      damage(file);
    }
  }

  private void copy(Path file) {
    Path directory = file.getParent();
    if (random.nextBoolean()) {
      directory = STREAMS.get(random.nextInt(STREAMS.size())).directory(directory.getParent());
    }
    Path target = directory.resolve("copy-" + random.nextInt(1_000) + "-" + file.getFileName());
    byte[] content = disk.files().get(file).visible();
    if (disk.isDirectory(directory) && !disk.files().containsKey(target)) {
      MemoryFile copied = new MemoryFile();
      copied.replace(content);
      disk.files().put(target, copied);
      model.mayRepeat(content);
    }
  }

  private void damage(Path file) {
    byte[] before = disk.files().get(file).visible();
    if (before.length == 0) {
      return;
    }
    byte[] after = before.clone();
    int at = random.nextInt(before.length);
    switch (random.nextInt(4)) {
      case 0 -> after = Arrays.copyOf(before, at);
      case 1 -> Arrays.fill(after, at, at + random.nextInt(before.length - at), (byte) 0);
      default -> after[at] ^= (byte) (1 << random.nextInt(8));
    }
    disk.files().get(file).replace(after);
    if (file.toString().endsWith(SpoolNames.ACKED)) {
      model.allMayRepeat();
    }
    model.damaged(
        before,
        after,
        entry ->
            disk.files().entrySet().stream()
                .filter(other -> SpoolNames.isSpool(other.getKey()) && !other.getKey().equals(file))
                .anyMatch(other -> Bytes.indexOf(other.getValue().visible(), entry) >= 0));
    if (after.length < before.length) {
      model.cut();
    }
  }

  private void end() {
    if (tasks.stream().anyMatch(task -> task.process().isAlive())) {
      model.allMayRepeat();
    }
    tasks.forEach(SimulatedTask::vanish);
    disk.enlarge();
    SimulatedTask last = task(DiskProcess.Faults.NONE, STREAMS);
    last.deliverAll();
    last.stop();
    model.checkNothingLost();
    SimulatedTask after = task(DiskProcess.Faults.NONE, STREAMS);
    if (after.replay()) {
      throw new AssertionError("delivered events are on disk still");
    }
    after.stop();
    if (model.isDamageToBeCounted() && after.ledger().accounting().left().isNone()) {
      throw new AssertionError("damaged events are not counted");
    }
  }
}
