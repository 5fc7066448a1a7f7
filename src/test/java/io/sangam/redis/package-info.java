@NullMarked
package io.sangam.redis;

import org.jspecify.annotations.NullMarked;
