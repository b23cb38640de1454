package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.DeliveryWorker;
import dev.logproof.localaws.delivery.ObjectKeys;
import dev.logproof.localaws.delivery.OpenObject;
import dev.logproof.localaws.delivery.SealedObject;
import dev.logproof.localaws.faults.FaultPlan;
import dev.logproof.localaws.faults.FaultyShelf;
import dev.logproof.localaws.faults.RecordFaults;
import dev.logproof.localaws.limits.Admission;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One delivery stream: decides on records, gathers them by size and interval, hands full objects to
 * its delivery thread. Any thread; every method holds the stream's lock for as long as it takes to
 * compress one request.
 */
public final class DeliveryStream {
  private static final int VERSION = 1;

  private final StreamSettings settings;
  private final StreamResources resources;
  private final Instant created;
  private final Admission admission;
  private final long maxBufferedBytes;
  private final DeliveryWorker worker;
  private Optional<OpenObject> open = Optional.empty();
  private Optional<FaultyShelf> faults = Optional.empty();
  private boolean deleted;
  private long acceptedRecords;
  private long deliveredRecords;
  private long deliveredObjects;
  private long sealedRecords;
  private long sealedBytes;

  DeliveryStream(StreamSettings settings, StreamResources resources) {
    this.settings = settings;
    this.resources = resources;
    this.created = resources.clock().instant();
    this.admission = resources.admissions().create(resources.clock()::nanoTime);
    this.maxBufferedBytes = resources.maxBufferedBytes() + 2 * settings.bufferBytes();
    this.worker =
        new DeliveryWorker(settings.name(), resources.store(), this::delivered, resources.pause());
  }

  /** What it was created with. */
  public StreamSettings settings() {
    return settings;
  }

  /** When it was created. */
  public Instant created() {
    return created;
  }

  /** Grows with every update; there is none yet. */
  public int version() {
    return VERSION;
  }

  /** The name AWS knows it by everywhere. */
  public String arn() {
    return "arn:aws:firehose:"
        + resources.region()
        + ":"
        + DeliveryStreams.ACCOUNT
        + ":deliverystream/"
        + settings.name();
  }

  /** Takes the records of {@code batch}, marking those that fail on their own. */
  public synchronized PutResult put(RecordBatch batch) {
    if (deleted) {
      return PutResult.DELETED;
    }
    if (bufferedBytes() + batch.bytes() > maxBufferedBytes) {
      return PutResult.FULL;
    }
    decide(batch);
    append(batch);
    if (open.isPresent() && open.get().rawBytes() >= settings.bufferBytes()) {
      seal();
    }
    return PutResult.TAKEN;
  }

  private long bufferedBytes() {
    return sealedBytes + open.map(OpenObject::rawBytes).orElse(0L);
  }

  private void decide(RecordBatch batch) {
    boolean admitted = admission.admitsRequest();
    for (int i = 0; i < batch.records(); i++) {
      if (!admitted || !admission.admitsRecord(batch.bytesOf(i))) {
        batch.reject(i);
      }
    }
  }

  /** Does to records from now on what {@code plan} says. */
  public synchronized void inject(FaultPlan plan) {
    faults.ifPresent(this::store);
    faults = Optional.of(new FaultyShelf(plan));
  }

  /** What was done to records since {@link #inject}, as they were received. */
  public synchronized List<byte[]> done(RecordFaults.Fate fate) {
    return faults.map(shelf -> shelf.done(fate)).orElse(List.of());
  }

  private void appendWithFaults(RecordBatch batch, FaultyShelf shelf) {
    for (int record = 0; record < batch.records(); record++) {
      if (!batch.isRejected(record)) {
        int start = batch.startOf(record);
        acceptedRecords +=
            shelf.take(
                Arrays.copyOfRange(batch.array(), start, start + batch.bytesOf(record)),
                resources.clock().nanoTime());
      }
    }
    if (shelf.hasReady()) {
      opened();
    }
  }

  /** Puts what a shelf has ready into the open object. */
  private void store(FaultyShelf shelf) {
    for (byte[] record : shelf.takeReady()) {
      opened().append(record, 0, record.length, 1);
    }
  }

  /** Puts what was held back long enough into an object of its own. */
  private void storeLate(FaultyShelf shelf, boolean whateverTheTime) {
    List<byte[]> late = shelf.takeLate(resources.clock().nanoTime(), whateverTheTime);
    if (!late.isEmpty()) {
      seal();
      late.forEach(record -> opened().append(record, 0, record.length, 1));
      seal();
    }
  }

  /** Appends the accepted records, each run of neighbours in one piece. */
  private void append(RecordBatch batch) {
    if (faults.isPresent()) {
      appendWithFaults(batch, faults.get());
      return;
    }
    int next = 0;
    while (next < batch.records()) {
      int end = next;
      while (end < batch.records() && !batch.isRejected(end)) {
        end++;
      }
      if (end > next) {
        int start = batch.startOf(next);
        int length = batch.startOf(end) - start;
        opened().append(batch.array(), start, length, end - next);
        acceptedRecords += end - next;
      }
      next = end + 1;
    }
  }

  private OpenObject opened() {
    if (open.isEmpty()) {
      open = Optional.of(newObject());
    }
    return open.get();
  }

  private OpenObject newObject() {
    String key =
        ObjectKeys.key(
            settings.prefix(),
            settings.name(),
            VERSION,
            resources.clock().instant(),
            resources.randomIds().get(),
            settings.compression());
    return new OpenObject(
        settings.bucket(), key, settings.compression(), resources.clock().nanoTime());
  }

  /** Closes the object whose first record is older than the interval. */
  synchronized void sealIfDue() {
    faults.ifPresent(shelf -> storeLate(shelf, false));
    boolean due =
        open.isPresent()
            && resources.clock().nanoTime() - open.get().openedNanos()
                >= settings.bufferInterval().toNanos();
    if (due) {
      seal();
    }
  }

  private void seal() {
    faults.ifPresent(this::store);
    open.ifPresent(
        object -> {
          SealedObject sealed = object.seal();
          sealedRecords += sealed.records();
          sealedBytes += sealed.rawBytes();
          worker.submit(sealed);
        });
    open = Optional.empty();
  }

  private synchronized void delivered(SealedObject object) {
    sealedRecords -= object.records();
    sealedBytes -= object.rawBytes();
    deliveredRecords += object.records();
    deliveredObjects++;
  }

  /** Takes nothing more; what it holds is delivered at once. */
  synchronized void end() {
    if (!deleted) {
      deleted = true;
      faults.ifPresent(shelf -> storeLate(shelf, true));
      seal();
      worker.end();
    }
  }

  /** Waits at most {@code millis} for the last object, after {@link #end}; then gives it up. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return worker.awaitEnd(millis);
  }

  /** Gives up what is not yet delivered, after {@link #end}. */
  void giveUp() {
    worker.giveUp();
  }

  /** What became of the records so far. */
  public synchronized Accounting accounting() {
    long pending =
        sealedRecords
            + open.map(OpenObject::records).orElse(0L)
            + faults.map(FaultyShelf::records).orElse(0L);
    return new Accounting(acceptedRecords, deliveredRecords, pending, deliveredObjects);
  }
}
