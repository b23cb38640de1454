package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.BucketDestination;
import dev.logproof.localaws.delivery.DeliveryBatch;
import dev.logproof.localaws.delivery.DeliveryWorker;
import dev.logproof.localaws.delivery.Destination;
import dev.logproof.localaws.delivery.ObjectKeys;
import dev.logproof.localaws.delivery.OpenObject;
import dev.logproof.localaws.delivery.RecordBuffer;
import dev.logproof.localaws.delivery.Records;
import dev.logproof.localaws.delivery.RetryingObjectStore;
import dev.logproof.localaws.faults.FaultPlan;
import dev.logproof.localaws.faults.RecordFaultBuffer;
import dev.logproof.localaws.faults.RecordFaults;
import dev.logproof.localaws.limits.Admission;
import dev.logproof.localaws.opensearch.SearchDestination;
import dev.logproof.localaws.opensearch.SearchSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Admits and buffers records, and passes full buffers to its delivery thread. A put compresses its
 * records under the stream's lock. Thread-safe.
 */
public final class DeliveryStream {
  private static final int VERSION = 1;

  private final StreamSettings settings;
  private final StreamResources resources;
  private final Instant created;
  private final Admission admission;
  private final long maxBufferedBytes;
  private final Destination destination;
  private final DeliveryWorker worker;
  private RecordBuffer open = RecordBuffer.NONE;
  private RecordFaultBuffer faults = new RecordFaultBuffer(FaultPlan.NONE);
  private boolean deleted;
  private long acceptedRecords;
  private long deliveredRecords;
  private long backedUpRecords;
  private long putObjects;
  private long sealedRecords;
  private long sealedBytes;

  private final DeliveryBatch.DeliveryListener counters =
      new DeliveryBatch.DeliveryListener() {
        @Override
        public void delivered(long records) {
          settle(records, 0, 0);
        }

        @Override
        public void backedUp(long records) {
          settle(0, records, 0);
        }

        @Override
        public void objectPut() {
          settle(0, 0, 1);
        }
      };

  DeliveryStream(StreamSettings settings, StreamResources resources) {
    this.settings = settings;
    this.resources = resources;
    this.created = resources.clock().instant();
    this.admission = resources.admissions().create(resources.clock()::nanoTime);
    this.maxBufferedBytes = resources.maxBufferedBytes() + 2 * settings.bufferBytes();
    RetryingObjectStore store = new RetryingObjectStore(resources.store(), resources.pause());
    this.destination =
        settings.search() instanceof SearchSettings search
            ? searchDestination(search, store)
            : new BucketDestination(this::newObject, store);
    this.worker = new DeliveryWorker(settings.name());
  }

  private Destination searchDestination(SearchSettings search, RetryingObjectStore store) {
    return SearchDestination.of(
        search,
        this::newObject,
        store,
        new SearchDestination.Environment(
            resources.clock()::instant,
            resources.clock()::nanoTime,
            resources.randomIds(),
            resources.pause()));
  }

  /** Settings at creation. */
  public StreamSettings settings() {
    return settings;
  }

  /** Creation time. */
  public Instant created() {
    return created;
  }

  /** Returns a constant, since updates are not supported. */
  public int version() {
    return VERSION;
  }

  /** Returns the ARN. */
  public String arn() {
    return "arn:aws:firehose:"
        + resources.region()
        + ":"
        + DeliveryStreams.ACCOUNT
        + ":deliverystream/"
        + settings.name();
  }

  /** Accepts records not marked as rejected; marks those not admitted. */
  public synchronized PutResult put(RecordBatch batch) {
    if (deleted) {
      return PutResult.DELETED;
    }
    if (bufferedBytes() + batch.bytes() > maxBufferedBytes) {
      return PutResult.FULL;
    }
    decide(batch);
    append(batch);
    if (isOpen() && open.size().rawBytes() >= settings.bufferBytes()) {
      seal();
    }
    return PutResult.TAKEN;
  }

  private long bufferedBytes() {
    return sealedBytes + open.size().rawBytes();
  }

  private void decide(RecordBatch batch) {
    boolean admitted = admission.admitsRequest();
    for (int i = 0; i < batch.records(); i++) {
      boolean refused = batch.isRejected(i);
      if (!refused && !(admitted && admission.admitsRecord(batch.bytesOf(i)))) {
        batch.reject(i);
      }
    }
  }

  /** Applies {@code plan} from now on. */
  public synchronized void inject(FaultPlan plan) {
    storeReady();
    faults = new RecordFaultBuffer(plan);
  }

  /** Returns records by outcome since {@link #inject}, as received. */
  public synchronized List<byte[]> done(RecordFaults.Fate fate) {
    return faults.done(fate);
  }

  private void appendWithFaults(RecordBatch batch) {
    for (int record = 0; record < batch.records(); record++) {
      if (!batch.isRejected(record)) {
        int start = batch.startOf(record);
        acceptedRecords +=
            faults.take(
                Arrays.copyOfRange(batch.array(), start, start + batch.bytesOf(record)),
                resources.clock().nanoTime());
      }
    }
    if (faults.hasReady()) {
      opened();
    }
  }

  private void storeReady() {
    for (byte[] record : faults.takeReady()) {
      opened().append(Records.of(record));
    }
  }

  /** Late records get a separate batch. */
  private void storeLate(boolean whateverTheTime) {
    List<byte[]> late = faults.takeLate(resources.clock().nanoTime(), whateverTheTime);
    if (!late.isEmpty()) {
      seal();
      late.forEach(record -> opened().append(Records.of(record)));
      seal();
    }
  }

  /** Contiguous records are copied together. */
  private void append(RecordBatch batch) {
    if (faults.isActive()) {
      appendWithFaults(batch);
      return;
    }
    int next = 0;
    while (next < batch.records()) {
      int end = next;
      while (end < batch.records() && !batch.isRejected(end)) {
        end++;
      }
      if (end > next) {
        opened().append(batch.records(next, end));
        acceptedRecords += end - next;
      }
      next = end + 1;
    }
  }

  private RecordBuffer opened() {
    if (!isOpen()) {
      open = destination.open();
    }
    return open;
  }

  private boolean isOpen() {
    return !open.equals(RecordBuffer.NONE);
  }

  private OpenObject newObject(String below) {
    String key =
        ObjectKeys.key(
            settings.prefix() + below,
            settings.name(),
            VERSION,
            resources.clock().instant(),
            resources.randomIds().get(),
            settings.format().fileExtension());
    return new OpenObject(
        settings.bucket(), key, settings.format().compression(), resources.clock().nanoTime());
  }

  synchronized void sealIfDue() {
    storeLate(false);
    boolean due =
        isOpen()
            && resources.clock().nanoTime() - open.openedNanos()
                >= settings.bufferInterval().toNanos();
    if (due) {
      seal();
    }
  }

  private void seal() {
    storeReady();
    if (isOpen()) {
      DeliveryBatch batch = open.seal();
      sealedRecords += batch.size().records();
      sealedBytes += batch.size().rawBytes();
      worker.submit(() -> deliver(batch));
      open = RecordBuffer.NONE;
    }
  }

  private void deliver(DeliveryBatch batch) throws InterruptedException {
    batch.deliver(counters);
    free(batch.size().rawBytes());
  }

  private synchronized void free(long bytes) {
    sealedBytes -= bytes;
  }

  private synchronized void settle(long delivered, long backedUp, long objects) {
    sealedRecords -= delivered + backedUp;
    deliveredRecords += delivered;
    backedUpRecords += backedUp;
    putObjects += objects;
  }

  /** Stops accepting records and delivers buffered ones. */
  synchronized void end() {
    if (!deleted) {
      deleted = true;
      storeLate(true);
      seal();
      worker.end();
    }
  }

  /** Waits at most {@code millis} after {@link #end}, then aborts deliveries. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return worker.awaitEnd(millis);
  }

  void giveUp() {
    worker.giveUp();
  }

  /** Returns the counters. */
  public synchronized Accounting accounting() {
    long pending = sealedRecords + open.size().records() + faults.records();
    return new Accounting(acceptedRecords, deliveredRecords, backedUpRecords, pending, putObjects);
  }
}
