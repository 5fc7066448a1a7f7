@NullMarked
package io.sangam.jobs;

import org.jspecify.annotations.NullMarked;
