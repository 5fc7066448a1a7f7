@NullMarked
package io.sangam.sources;

import org.jspecify.annotations.NullMarked;
