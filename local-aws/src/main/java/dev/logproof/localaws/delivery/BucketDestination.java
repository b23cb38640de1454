package dev.logproof.localaws.delivery;

/** Delivers one S3 object per batch. Guarded by the stream's lock until sealed. */
public record BucketDestination(ObjectMaker objects, RetryingObjectStore store)
    implements Destination {
  @Override
  public RecordBuffer open() {
    return new Growing(objects.open(""), store);
  }

  private record Growing(OpenObject object, RetryingObjectStore store) implements RecordBuffer {
    @Override
    public void append(Records records) {
      object.append(records.array(), records.start(), records.length(), records.count());
    }

    @Override
    public long openedNanos() {
      return object.openedNanos();
    }

    @Override
    public BatchSize size() {
      return object.size();
    }

    @Override
    public DeliveryBatch seal() {
      return new Sealed(object.seal(), store);
    }
  }

  private record Sealed(SealedObject object, RetryingObjectStore store) implements DeliveryBatch {
    @Override
    public BatchSize size() {
      return object.size();
    }

    @Override
    public void deliver(DeliveryListener counters) throws InterruptedException {
      store.put(object);
      // Count the object first: a stream may be removed once its records are accounted for.
      counters.objectPut();
      counters.delivered(object.size().records());
    }
  }
}
