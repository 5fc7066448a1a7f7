@NullMarked
package io.sangam.identity;

import org.jspecify.annotations.NullMarked;
