/** What the stand-in does wrong on purpose, exactly as often as it was told. */
package dev.logproof.localaws.faults;
