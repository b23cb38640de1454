package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.silence.ClientGaps;
import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.aggregator.silence.ResetMoment;
import dev.logproof.aggregator.silence.ResetReport;
import dev.logproof.aggregator.silence.Silence;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Resets a connection whose client never reads (Docker's driver) during a silence, chosen by its
 * past gaps between reads. A reset within a burst would lose the rest of it; see
 * docs/decisions/006-reset-in-silence.md. Confined to its event loop.
 */
final class SilenceReset {
  private static final double NANOS_PER_SECOND = 1e9;

  private static final long RECHECK_NANOS = 50_000_000;

  private static final DrainWindow NO_WINDOW =
      new DrainWindow(() -> Long.MAX_VALUE, 0, new ResetReport());

  private final Channel channel;
  private final DrainingRecvByteBufAllocator recvAllocator;
  private final BooleanSupplier mayReset;
  private final LongSupplier lines;
  private final ReadPause readPause;
  private final SocketProbe probe;
  private final LastLook lastLook;
  private final ClientGaps gaps = new ClientGaps();
  private DrainWindow window = NO_WINDOW;
  private ResetState state = ResetState.SERVING;
  private long lastDataNanos = System.nanoTime();
  private long linesAtLastData;
  private long linesBetweenGaps;
  private boolean gapIsTrue = true;
  private boolean checkIsDue;

  private enum ResetState {
    SERVING,
    WAITING,
    /** Passes data read just before a reset through the pipeline. */
    FEEDING
  }

  /**
   * Resets only while {@code mayReset} returns true: at a frame boundary, with no acknowledgement
   * requested. {@code lines} counts received events.
   */
  SilenceReset(
      Channel channel,
      ReadPause readPause,
      DrainingRecvByteBufAllocator recvAllocator,
      BooleanSupplier mayReset,
      LongSupplier lines) {
    this.probe = new SocketProbe(channel);
    this.lastLook = new LastLook(probe::readMore, System::nanoTime);
    this.channel = channel;
    this.recvAllocator = recvAllocator;
    this.mayReset = mayReset;
    this.lines = lines;
    this.readPause = readPause;
  }

  /** Ignores the next gap: the connection is not read for a while. */
  void notReading() {
    gapIsTrue = false;
  }

  /**
   * Read loops now continue until a read finds nothing. Requires {@link ConnectionReset#prepare}.
   */
  void begin(DrainWindow window) {
    this.window = window;
    state = ResetState.WAITING;
    recvAllocator.untilEmpty();
    checkIn(0);
  }

  void readEnded() {
    if (recvAllocator.bytesRead() > 0 || state == ResetState.FEEDING) {
      data(System.nanoTime());
    }
    if (state == ResetState.WAITING && (isLate() ? recvAllocator.sawEmpty() : !checkIsDue)) {
      check();
    }
  }

  private boolean isLate() {
    return window.leftNanos() == 0;
  }

  private void data(long now) {
    long received = lines.getAsLong();
    if (gapIsTrue && readPause.isExact()) {
      gaps.add(now - lastDataNanos, linesAtLastData);
      linesBetweenGaps += received - linesAtLastData;
    }
    gapIsTrue = true;
    lastDataNanos = now;
    linesAtLastData = received;
  }

  private void checkIn(long nanos) {
    checkIsDue = true;
    var unused = channel.eventLoop().schedule(this::checkWhenDue, nanos, TimeUnit.NANOSECONDS);
  }

  private void checkWhenDue() {
    checkIsDue = false;
    check();
  }

  private void check() {
    if (!channel.isOpen()) {
      return;
    }
    if (!mayReset.getAsBoolean()) {
      // Back-pressure ends without a read when the client sends nothing more.
      if (!checkIsDue) {
        checkIn(RECHECK_NANOS);
      }
      return;
    }
    Silence silence = probe.silence(System.nanoTime() - lastDataNanos);
    ResetMoment moment = ResetMoment.decide(gaps, linesAtLastData, silence, window.leftNanos());
    if (moment.isNow()) {
      reset(silence, moment);
    } else if (!checkIsDue) {
      checkIn(moment.checkAgainNanos());
    }
  }

  private void reset(Silence silence, ResetMoment moment) {
    boolean quiet = !isLate();
    if (lastLook.findsData()) {
      feed();
      return;
    }
    ConnectionReset.descriptor(channel);
    long windowNanos = lastLook.ageNanos();
    channel.close();
    double exposedNanos = silence.roundTripNanos() + windowNanos;
    double linesPerRead = Math.max(1, (double) linesBetweenGaps / Math.max(1, gaps.gaps()));
    double arrivals = moment.arrivalsPerSecond() * exposedNanos / NANOS_PER_SECOND;
    double risk = arrivals * gaps.readsWithin(exposedNanos) * linesPerRead;
    window.report().reset(silence.leastNanos(), windowNanos, risk, quiet);
  }

  private void feed() {
    state = ResetState.FEEDING;
    channel.pipeline().fireChannelReadComplete();
    state = ResetState.WAITING;
    if (!checkIsDue) {
      checkIn(0);
    }
  }
}
