/** Result file, table and JUnit report of a verdict. */
package dev.logproof.verify.report;
