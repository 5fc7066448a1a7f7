@NullMarked
package io.sangam.sample;

import org.jspecify.annotations.NullMarked;
