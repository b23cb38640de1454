/** The reproduction of the article's figures, step by step. */
package dev.logproof.experiment.scenario;
