package dev.logproof.verify.source;

import dev.logproof.objects.content.ContentStream;
import dev.logproof.objects.content.UnreadableContentException;
import dev.logproof.record.tracer.TracerCursor;
import dev.logproof.verify.check.Latencies;
import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads one object and reports its tracers immediately; a retry skips those, because the version
 * pins the bytes. Damaged tracers are reported only after a complete read: in a damaged object they
 * are part of that damage. Confined to one thread.
 */
final class ObjectScan {
  private static final int ATTEMPTS = 4;

  private final ObjectSource source;
  private final StoredObject object;
  private final LongAdder bytes;
  private final boolean ofRuns;
  private long bytesCounted;
  private long sentAheadMicros = Long.MIN_VALUE;
  private boolean encoded;
  private boolean failedDelivery;

  /** Damaged tracers count only if the object was written since the runs began: {@code ofRuns}. */
  ObjectScan(ObjectSource source, StoredObject object, LongAdder bytes, boolean ofRuns) {
    this.ofRuns = ofRuns;
    this.source = source;
    this.object = object;
    this.bytes = bytes;
  }

  /** Returns false if the object is missing or has changed since it was listed. */
  boolean run(TracerCheck check, long lateAfterMillis) throws IOException {
    Findings findings = new Findings(check, lateAfterMillis);
    for (int attempt = 1; ; attempt++) {
      findings.rewind();
      try (InputStream in = ContentStream.ofText(source.open(object))) {
        new TracerScanner().scan(in, findings);
        findings.end();
        return true;
      } catch (ObjectSource.GoneException e) {
        return false;
      } catch (UnreadableContentException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (RuntimeException e) {
        throw new IOException(object.key() + " is damaged: " + e, e);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException(object.key() + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** Largest time from the object's write to the sending of a tracer. */
  long sentAheadMicros() {
    return sentAheadMicros;
  }

  boolean isEncoded() {
    return encoded;
  }

  boolean isFailedDelivery() {
    return failedDelivery;
  }

  /** Skips tracers that earlier attempts have reported. */
  private final class Findings implements TracerScanner.Sightings {
    private final TracerCheck check;
    private final long lateFromMicros;
    private final Latencies latencies = new Latencies();
    private long reported;
    private long corrupt;
    private boolean marker;
    private boolean compressed;
    private long found;
    private long read;

    Findings(TracerCheck check, long lateAfterMillis) {
      this.check = check;
      this.lateFromMicros = (object.lastModified().toEpochMilli() - lateAfterMillis) * 1_000;
    }

    void rewind() {
      found = 0;
      read = 0;
      corrupt = 0;
    }

    private boolean isNew() {
      found++;
      if (found <= reported) {
        return false;
      }
      reported++;
      return true;
    }

    @Override
    public void tracer(TracerCursor tracer) {
      if (isNew()) {
        boolean verified = check.observe(tracer, tracer.sentAtMicros() < lateFromMicros);
        if (verified) {
          long writtenMicros = object.lastModified().toEpochMilli() * 1_000;
          sentAheadMicros = Math.max(sentAheadMicros, tracer.sentAtMicros() - writtenMicros);
          latencies.add(
              Latencies.seconds(tracer.sentAtMicros(), object.lastModified().toEpochMilli()), 1);
        }
      }
    }

    @Override
    public void corrupt() {
      corrupt++;
    }

    @Override
    public void encoded(EncodedMarkers.Found how) {
      failedDelivery |= how == EncodedMarkers.Found.FAILED_DELIVERY;
      marker |= how == EncodedMarkers.Found.MARKER;
      compressed |= how == EncodedMarkers.Found.COMPRESSED;
    }

    void end() {
      encoded = marker || (compressed && found == 0);
      check.observeCorrupt(ofRuns ? corrupt : 0);
      check.latencies().add(latencies);
    }

    @Override
    public void read(int count) {
      read += count;
      bytes.add(Math.max(0, read - bytesCounted));
      bytesCounted = Math.max(read, bytesCounted);
    }
  }
}
