@NullMarked
package io.sangam.kernel;

import org.jspecify.annotations.NullMarked;
