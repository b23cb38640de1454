package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.Period.Kind;
import dev.logproof.reports.page.chart.Shade;
import dev.logproof.reports.page.chart.Shade.Row;
import dev.logproof.reports.run.SteadyRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shaded parts of a run's time: its periods, and what deployments and faults record themselves. */
final class TimeShades {
  private TimeShades() {}

  static List<Shade> of(ExperimentResult result) {
    List<Shade> shades = new ArrayList<>();
    result.periods().forEach(period -> shades.add(of(period)));
    if (none(result, Kind.DEPLOYMENT)) {
      result
          .deployments()
          .forEach(
              deployment -> {
                StopWindow window = StopWindow.of(deployment);
                String name = deployment.target() + ", deployment " + deployment.number();
                shades.add(
                    new Shade(
                        Row.DEPLOYMENT,
                        "deployment",
                        window.fromMillis(),
                        window.toMillis(),
                        name,
                        name));
              });
    }
    if (none(result, Kind.FAULT)) {
      result.faults().stream()
          .filter(fault -> !SteadyRate.is(fault))
          .forEach(
              f ->
                  shades.add(
                      new Shade(
                          Row.FAULT,
                          "fault",
                          f.fromMillis(),
                          f.toMillis(),
                          f.fault(),
                          f.target() + ": " + f.fault())));
    }
    if (none(result, Kind.SCALE_OUT) && none(result, Kind.SCALE_IN)) {
      result
          .scale()
          .forEach(
              scale ->
                  scale
                      .actions()
                      .forEach(
                          action ->
                              shades.add(
                                  new Shade(
                                      Row.SCALING,
                                      "scale",
                                      action.atMillis(),
                                      action.atMillis(),
                                      action.kind(),
                                      scale.target() + ": " + action.kind()))));
    }
    return shades;
  }

  private static boolean none(ExperimentResult result, Kind kind) {
    return result.periods().stream().noneMatch(period -> period.kind() == kind);
  }

  private static Shade of(Period period) {
    Row row =
        switch (period.kind()) {
          case PHASE -> Row.STEP;
          case DEPLOYMENT, STOP, SERVICE_EVENT -> Row.DEPLOYMENT;
          case FAULT -> Row.FAULT;
          case SCALE_OUT, SCALE_IN -> Row.SCALING;
          case GENERATOR_TROUBLE, MACHINE_TROUBLE -> Row.TROUBLE;
        };
    String css = period.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String target = period.target().isEmpty() ? "" : period.target() + ": ";
    boolean isDetail = period.kind() == Kind.STOP || period.kind() == Kind.SERVICE_EVENT;
    String label = isDetail ? "" : period.text();
    return new Shade(
        row, css, period.fromMillis(), period.toMillis(), label, target + period.text());
  }
}
