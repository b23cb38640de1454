/** What the APIs of AWS have in common: named errors and operations. */
package dev.logproof.localaws.api;
