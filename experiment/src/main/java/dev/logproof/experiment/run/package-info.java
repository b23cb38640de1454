/** Directory and result file of a run. */
package dev.logproof.experiment.run;
