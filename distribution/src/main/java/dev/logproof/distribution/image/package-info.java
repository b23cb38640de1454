/** Container images from a root file system, without a container engine. */
package dev.logproof.distribution.image;
