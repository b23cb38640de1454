/** Calibration cases and the comparison of verifier and ground truth; no I/O. */
package dev.logproof.verify.calibrate;
