package dev.logproof.record.result;

/**
 * A part of the run's time, shaded in its charts.
 *
 * @param target empty when it concerns all targets
 * @param fromMillis since the epoch
 * @param toMillis at least {@code fromMillis}
 * @param text what happened, in one sentence
 */
public record Period(Kind kind, String target, long fromMillis, long toMillis, String text)
    implements Finding {
  /** Kind of a period. */
  public enum Kind {
    /** A step of the suite. */
    PHASE,
    DEPLOYMENT,
    /** From SIGTERM to the end of one task. */
    STOP,
    /** A message of the service that runs the tasks, such as one of ECS. */
    SERVICE_EVENT,
    FAULT,
    SCALE_OUT,
    SCALE_IN,
    /** The load generator missed its rate. */
    GENERATOR_TROUBLE,
    /** The machine was overloaded or stood still. */
    MACHINE_TROUBLE
  }
}
