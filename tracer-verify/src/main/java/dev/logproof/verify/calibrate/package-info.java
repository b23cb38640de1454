/** Calibration: injects known faults and checks the verdicts. */
package dev.logproof.verify.calibrate;
