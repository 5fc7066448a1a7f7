@NullMarked
package io.sangam.imports;

import org.jspecify.annotations.NullMarked;
