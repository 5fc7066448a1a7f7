@NullMarked
package io.sangam.build;

import org.jspecify.annotations.NullMarked;
