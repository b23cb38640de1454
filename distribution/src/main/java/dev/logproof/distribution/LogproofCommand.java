package dev.logproof.distribution;

import dev.logproof.aggregator.AggregatorCommand;
import dev.logproof.commandline.BuildVersion;
import dev.logproof.experiment.cli.ExperimentCommand;
import dev.logproof.loadgen.cli.LoadgenCommand;
import dev.logproof.localaws.LocalAwsCommand;
import dev.logproof.reports.CapacityPlanCommand;
import dev.logproof.reports.ReportCommand;
import dev.logproof.verify.cli.VerifyCommand;
import picocli.CommandLine.Command;

/**
 * Every program as a subcommand of {@code logproof}, for man pages and completion. Nothing starts
 * from here: the launcher {@code bin/logproof} starts each program with its own libraries.
 */
@Command(
    name = "logproof",
    description = "Measure what a log pipeline loses, with a log aggregator built to lose nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {
      AggregatorCommand.class,
      LoadgenCommand.class,
      VerifyCommand.class,
      CapacityPlanCommand.class,
      ReportCommand.class,
      ExperimentCommand.class,
      LocalAwsCommand.class
    })
final class LogproofCommand {}
