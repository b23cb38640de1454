package dev.logproof.verify.verdict;

import dev.logproof.record.result.VerdictResult.Shape;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges.Range;
import dev.logproof.verify.check.ExpectedRun;
import java.util.List;
import java.util.Locale;

/**
 * Classifies a loss by its pattern: the first tracers of a source (receiver not listening yet), the
 * last (shutdown without drain), one block in the middle (a dropped buffer chunk), a single source
 * (its connection), or anything else. Stateless.
 */
public final class LossShape {
  /** Share of the losing sources that must have a pattern. */
  private static final double MOST = 0.8;

  private LossShape() {}

  /** Loss patterns of a single source. */
  private enum Form {
    HEAD("head", "the first tracers of %d of %d losing sources: the receiver did not listen yet"),
    TAIL("tail", "the last tracers of %d of %d losing sources: a stop without a drain"),
    ONE_CHUNK("one chunk", "one block in each of %d of %d losing sources: a buffer was dropped"),
    SCATTERED("scattered", "several blocks in %d of %d losing sources");

    private final String shape;
    private final String evidence;

    Form(String shape, String evidence) {
      this.shape = shape;
      this.evidence = evidence;
    }
  }

  /** Classifies the losses of {@code run}, at least one. */
  public static Shape of(ExpectedRun run, List<SourceRanges> lost) {
    List<Form> forms = lost.stream().map(source -> form(run, source)).toList();
    if (lost.size() == 1 && run.sources().size() > 1) {
      return new Shape(
          run.runId(),
          "one connection",
          String.format(
              Locale.ROOT,
              "only source %d of %d lost anything, %s: %s",
              lost.get(0).source(),
              run.sources().size(),
              forms.get(0).shape,
              lost.get(0).ranges()));
    }
    for (Form form : Form.values()) {
      long count = forms.stream().filter(form::equals).count();
      if (count >= MOST * forms.size() || form == Form.SCATTERED) {
        return new Shape(run.runId(), form.shape, evidence(form, count, forms.size()));
      }
    }
    throw new IllegalStateException("every loss is at least scattered");
  }

  private static String evidence(Form form, long count, int sources) {
    return String.format(Locale.ROOT, form.evidence, count, sources);
  }

  private static Form form(ExpectedRun run, SourceRanges lost) {
    List<Range> ranges = lost.ranges().ranges();
    long last = run.sources().get(lost.source()).attempted() - 1;
    if (ranges.size() > 1) {
      return Form.SCATTERED;
    }
    if (ranges.get(0).first() == 0) {
      return Form.HEAD;
    }
    return ranges.get(0).last() == last ? Form.TAIL : Form.ONE_CHUNK;
  }
}
