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

  private static final DrainWindow NO_WINDOW =
      new DrainWindow(() -> Long.MAX_VALUE, 0, new ResetReport());

  private final Channel channel;
  private final DrainingRecvByteBufAllocator recvAllocator;
  private final BooleanSupplier mayReset;
  private final LongSupplier lines;
  private final SocketProbe probe;
  private final ClientGaps gaps = new ClientGaps();
  private DrainWindow window = NO_WINDOW;
  private State state = State.SERVING;
  private long lastDataNanos = System.nanoTime();
  private long linesAtLastData;
  private boolean gapIsTrue = true;
  private boolean checkIsDue;

  private enum State {
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
      DrainingRecvByteBufAllocator recvAllocator,
      BooleanSupplier mayReset,
      LongSupplier lines) {
    this.channel = channel;
    this.recvAllocator = recvAllocator;
    this.mayReset = mayReset;
    this.lines = lines;
    this.probe = new SocketProbe(channel);
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
    state = State.WAITING;
    recvAllocator.untilEmpty();
    checkIn(0);
  }

  void readEnded() {
    if (recvAllocator.broughtData() || state == State.FEEDING) {
      data(System.nanoTime());
    }
    if (state == State.WAITING && (isLate() ? recvAllocator.sawEmpty() : !checkIsDue)) {
      check();
    }
  }

  private boolean isLate() {
    return window.leftNanos() == 0;
  }

  private void data(long now) {
    if (gapIsTrue) {
      gaps.add(now - lastDataNanos, linesAtLastData);
    }
    gapIsTrue = true;
    lastDataNanos = now;
    linesAtLastData = lines.getAsLong();
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
    if (!channel.isOpen() || !mayReset.getAsBoolean()) {
      return;
    }
    Silence silence = probe.silence(System.nanoTime() - lastDataNanos);
    ResetMoment moment = ResetMoment.judge(gaps, linesAtLastData, silence, window.leftNanos());
    if (moment.isNow()) {
      reset(silence, moment);
    } else if (!checkIsDue) {
      checkIn(moment.checkAgainNanos());
    }
  }

  private void reset(Silence silence, ResetMoment moment) {
    boolean quiet = !isLate();
    long lookedNanos = System.nanoTime();
    if (probe.readMore()) {
      feed();
      return;
    }
    ConnectionReset.descriptor(channel);
    long windowNanos = System.nanoTime() - lookedNanos;
    channel.close();
    double exposedNanos = silence.roundTripNanos() + windowNanos;
    double linesPerRead = Math.max(1, (double) lines.getAsLong() / Math.max(1, gaps.gaps()));
    double arrivals = moment.arrivalsPerSecond() * exposedNanos / NANOS_PER_SECOND;
    double risk = arrivals * gaps.readsWithin(exposedNanos) * linesPerRead;
    window.report().reset(silence.leastNanos(), windowNanos, risk, quiet);
  }

  private void feed() {
    state = State.FEEDING;
    channel.pipeline().fireChannelReadComplete();
    state = State.WAITING;
    if (!checkIsDue) {
      checkIn(0);
    }
  }
}
