@NullMarked
package io.sangam.access;

import org.jspecify.annotations.NullMarked;
