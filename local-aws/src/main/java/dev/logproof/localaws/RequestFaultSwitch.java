package dev.logproof.localaws;

import dev.logproof.localaws.faults.RequestFault.Outage;
import dev.logproof.localaws.faults.RequestFaultControl;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.firehose.FirehoseServer;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends request faults; an outage ends after its duration. Thread-safe. */
final class RequestFaultSwitch implements RequestFaultControl.Requests {
  private static final Logger LOG = LoggerFactory.getLogger(RequestFaultSwitch.class);

  private final FirehoseServer firehose;
  private final RequestFaults faults;
  private long begun;

  RequestFaultSwitch(FirehoseServer firehose, RequestFaults faults) {
    this.firehose = firehose;
    this.faults = faults;
  }

  @Override
  public synchronized void begin(RequestFaultPlan plan) throws IOException {
    end();
    faults.begin(plan);
    if (plan.fault() instanceof Outage outage) {
      firehose.beginOutage(outage.refusesConnections());
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
    firehose.endOutage();
  }

  @Override
  public RequestFaults.Effects report() {
    return faults.report();
  }
}
