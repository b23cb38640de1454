package dev.logproof.localaws;

import dev.logproof.localaws.faults.RequestFault.Outage;
import dev.logproof.localaws.faults.RequestFaultControl;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.listen.Outages;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends request faults; an outage ends after its duration. Thread-safe. */
final class RequestFaultSwitch implements RequestFaultControl.Requests {
  private static final Logger LOG = LoggerFactory.getLogger(RequestFaultSwitch.class);

  private final Outages service;
  private final RequestFaults faults;
  private final UnaryOperator<RequestFaultPlan> check;
  private long begun;

  /** Passes plans through {@code check}, which rejects those that the service cannot have. */
  RequestFaultSwitch(Outages service, RequestFaults faults, UnaryOperator<RequestFaultPlan> check) {
    this.service = service;
    this.faults = faults;
    this.check = check;
  }

  @Override
  public synchronized void begin(RequestFaultPlan asked) throws IOException {
    RequestFaultPlan plan = check.apply(asked);
    end();
    faults.begin(plan);
    if (plan.fault() instanceof Outage outage) {
      service.beginOutage(outage.refusesConnections());
      if (plan.forMillis() > 0) {
        long number = begun;
        var unused =
            GlobalEventExecutor.INSTANCE.schedule(
                () -> endIfStill(number), plan.forMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private synchronized void endIfStill(long number) {
    try {
      if (number == begun) {
        end();
      }
    } catch (IOException e) {
      LOG.error("cannot end the outage: the port is in use", e);
    }
  }

  @Override
  public synchronized void end() throws IOException {
    begun++;
    faults.end();
    service.endOutage();
  }

  @Override
  public RequestFaults.Effects report() {
    return faults.report();
  }
}
