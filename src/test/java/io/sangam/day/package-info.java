@NullMarked
package io.sangam.day;

import org.jspecify.annotations.NullMarked;
