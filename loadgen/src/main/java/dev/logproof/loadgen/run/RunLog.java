package dev.logproof.loadgen.run;

import dev.logproof.loadgen.sender.SentCounters.Count;
import dev.logproof.loadgen.sender.SourceSender;
import dev.logproof.record.journal.JournalEntry;
import dev.logproof.record.journal.JournalWriter;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;

/**
 * Writes the journal. A tracer is sent only after a journal line reserves it, so that even a killed
 * run records what it may have sent. Confined to the main thread.
 */
final class RunLog {
  /** A mark reserves the tracers due within this time; marks are one second apart. */
  private static final long RESERVE_NANOS = 3_000_000_000L;

  private final JournalWriter writer;
  private final RunPlan plan;
  private final List<SourceSender> senders;

  /** The {@code senders} are in the order of the plan's sources. */
  RunLog(JournalWriter writer, RunPlan plan, List<SourceSender> senders) {
    this.writer = writer;
    this.plan = plan;
    this.senders = List.copyOf(senders);
  }

  void start(long atMillis) {
    writer.write(
        new JournalEntry.Start(
            RunJournal.VERSION,
            plan.runId(),
            plan.seed(),
            atMillis,
            plan.content().sources(),
            plan.content().asksForAcks() ? "chunk" : "none",
            plan.segment().number(),
            plan.segment().of()));
  }

  void mark(long elapsedNanos) {
    long atMillis = System.currentTimeMillis();
    for (int own = 0; own < senders.size(); own++) {
      SourceSender sender = senders.get(own);
      int source = plan.sources().get(own);
      long reserved = plan.content().tracersBefore(source, elapsedNanos + RESERVE_NANOS);
      SequenceRanges acked = sender.accepted();
      long attempted = sender.counters().get(Count.ATTEMPTED_TRACERS);
      writer.write(new JournalEntry.Mark(atMillis, source, attempted, acked, reserved));
      sender.reserve(reserved);
    }
  }

  /** Writes the final state of each source, without reservations. */
  void end(LoadResult result) {
    long atMillis = System.currentTimeMillis();
    for (int own = 0; own < senders.size(); own++) {
      SourceSender sender = senders.get(own);
      int source = plan.sources().get(own);
      long attempted = sender.counters().get(Count.ATTEMPTED_TRACERS);
      SequenceRanges acked = sender.accepted();
      writer.write(new JournalEntry.Mark(atMillis, source, attempted, acked, attempted));
    }
    writer.write(new JournalEntry.End(atMillis, result.stopReason(), result.valid()));
  }
}
