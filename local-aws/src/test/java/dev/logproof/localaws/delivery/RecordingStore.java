package dev.logproof.localaws.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** An in-memory store that tests can await, fail and block. Thread-safe. */
public final class RecordingStore implements ObjectStore {
  private static final long WAIT_SECONDS = 20;

  private final BlockingQueue<SealedObject> objects = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Fails the next {@code count} puts. */
  public void refuse(int count) {
    refusals.set(count);
  }

  /** Blocks puts until {@link #release}. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** Unblocks waiting puts. */
  public void release() {
    gate.countDown();
  }

  @Override
  public void put(SealedObject object) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("refused by the test");
    }
    objects.add(object);
  }

  /** Waits for the next object. */
  public SealedObject next() throws InterruptedException {
    SealedObject object = objects.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (object == null) {
      throw new AssertionError("no object within " + WAIT_SECONDS + " s");
    }
    return object;
  }

  /** Returns whether all objects are consumed. */
  public boolean isEmpty() {
    return objects.isEmpty();
  }

  /** Returns the content. */
  public static byte[] content(SealedObject object) {
    try (var in = object.newInputStream()) {
      return object.key().endsWith(".gz") ? gunzip(in.readAllBytes()) : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Decompresses one or more gzip members. */
  public static byte[] gunzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      in.transferTo(out);
    }
    return out.toByteArray();
  }
}
