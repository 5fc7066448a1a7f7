@NullMarked
package io.sangam.assignment;

import org.jspecify.annotations.NullMarked;
