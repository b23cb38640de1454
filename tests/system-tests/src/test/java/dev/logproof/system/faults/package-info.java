/** Named faults, soaks and outages. */
package dev.logproof.system.faults;
