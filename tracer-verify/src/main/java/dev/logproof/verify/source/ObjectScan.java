package dev.logproof.verify.source;

import dev.logproof.record.tracer.TracerCursor;
import dev.logproof.verify.check.Latencies;
import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads one object and reports its tracers as they are found. An attempt that fails half-way is
 * begun anew; the version being the same, so are its bytes, and what was reported before is passed
 * over. So nothing is kept, and nothing counts twice. Confined to one thread.
 */
final class ObjectScan {
  private static final int ATTEMPTS = 4;

  private final ObjectSource source;
  private final StoredObject object;
  private final LongAdder bytes;
  private long bytesCounted;

  ObjectScan(ObjectSource source, StoredObject object, LongAdder bytes) {
    this.source = source;
    this.object = object;
    this.bytes = bytes;
  }

  /** False when the object is not there, or not as it was listed. */
  boolean run(TracerCheck check, long lateAfterMillis) throws IOException {
    Findings findings = new Findings(check, lateAfterMillis);
    for (int attempt = 1; ; attempt++) {
      findings.rewind();
      try (InputStream in = ObjectContent.of(object.key(), source.open(object))) {
        new TracerScanner().scan(in, findings);
        check.latencies().add(findings.latencies);
        return true;
      } catch (ObjectSource.GoneException e) {
        return false;
      } catch (RuntimeException e) {
        throw new IOException(object.key() + " is damaged: " + e, e);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException(object.key() + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** Passes on what is found for the first time. */
  private final class Findings implements TracerScanner.Sightings {
    private final TracerCheck check;
    private final long lateFromMicros;
    private final Latencies latencies = new Latencies();
    private long reported;
    private long found;
    private long read;

    Findings(TracerCheck check, long lateAfterMillis) {
      this.check = check;
      this.lateFromMicros = (object.lastModified().toEpochMilli() - lateAfterMillis) * 1_000;
    }

    void rewind() {
      found = 0;
      read = 0;
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
        boolean judged = check.observe(tracer, tracer.sentAtMicros() < lateFromMicros);
        if (judged) {
          latencies.add(
              Latencies.seconds(tracer.sentAtMicros(), object.lastModified().toEpochMilli()), 1);
        }
      }
    }

    @Override
    public void corrupt() {
      if (isNew()) {
        check.observeCorrupt();
      }
    }

    @Override
    public void read(int count) {
      read += count;
      bytes.add(Math.max(0, read - bytesCounted));
      bytesCounted = Math.max(read, bytesCounted);
    }
  }
}
