package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.aggregator.silence.GapHistogram;
import dev.logproof.aggregator.silence.ResetMoment;
import dev.logproof.aggregator.silence.ResetReport;
import dev.logproof.aggregator.silence.Silence;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Resets a connection whose client never reads (Docker's driver) in a silence, chosen by the gaps
 * between its reads so far. A reset in the middle of a burst loses the rest of the burst that is
 * under way; see docs/decisions/006-reset-in-silence.md. While the connection serves, this costs
 * one look at the clock per read. Confined to the connection's event loop.
 */
final class SilenceReset {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Ends at once, for a connection that is not drained yet. */
  private static final DrainWindow NO_WINDOW =
      new DrainWindow(() -> Long.MAX_VALUE, 0, new ResetReport());

  private final Channel channel;
  private final DrainingRecvByteBufAllocator recvAllocator;
  private final BooleanSupplier mayReset;
  private final LongSupplier lines;
  private final SocketProbe probe;
  private final GapHistogram gaps = new GapHistogram();
  private DrainWindow window = NO_WINDOW;
  private State state = State.SERVING;
  private long lastDataNanos = System.nanoTime();
  private boolean gapIsTrue = true;
  private boolean checkIsDue;

  private enum State {
    SERVING,
    WAITING,
    /** What was read just before a reset goes through the pipeline. */
    FEEDING
  }

  /**
   * Resets {@code channel}, which brought so many {@code lines}, only while {@code mayReset} says
   * so: at a frame boundary, with no acknowledgement asked for.
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

  /** The connection is not read for a while, so that the gap before the next read says nothing. */
  void notReading() {
    gapIsTrue = false;
  }

  /**
   * Waits for a good silence from now on, and reads until a read finds nothing. The channel was
   * prepared by {@link ConnectionReset#prepare}.
   */
  void begin(DrainWindow window) {
    this.window = window;
    state = State.WAITING;
    recvAllocator.untilEmpty();
    checkIn(0);
  }

  /** A read loop ended. */
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
      gaps.add(now - lastDataNanos);
    }
    gapIsTrue = true;
    lastDataNanos = now;
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
    ResetMoment moment = ResetMoment.judge(gaps, silence, window.leftNanos());
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
    double exposed = (silence.roundTripNanos() + windowNanos) / NANOS_PER_SECOND;
    double linesPerRead = Math.max(1, (double) lines.getAsLong() / Math.max(1, gaps.gaps()));
    double risk = moment.arrivalsPerSecond() * exposed * linesPerRead;
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
