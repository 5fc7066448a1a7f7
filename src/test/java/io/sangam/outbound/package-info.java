@NullMarked
package io.sangam.outbound;

import org.jspecify.annotations.NullMarked;
