/** Steps of the reproduction of the article's figures. */
package dev.logproof.experiment.suite;
