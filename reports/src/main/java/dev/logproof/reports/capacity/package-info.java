/** Pure arithmetic: how many tasks a load needs, argued from measurements. */
package dev.logproof.reports.capacity;
