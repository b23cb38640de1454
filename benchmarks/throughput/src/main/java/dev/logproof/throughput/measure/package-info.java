/** What was measured, what it means and how it is shown. Pure. */
package dev.logproof.throughput.measure;
