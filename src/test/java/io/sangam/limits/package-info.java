@NullMarked
package io.sangam.limits;

import org.jspecify.annotations.NullMarked;
