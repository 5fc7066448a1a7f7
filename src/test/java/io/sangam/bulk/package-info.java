@NullMarked
package io.sangam.bulk;

import org.jspecify.annotations.NullMarked;
