@NullMarked
package io.sangam.setup;

import org.jspecify.annotations.NullMarked;
