@NullMarked
package io.sangam.pipelines;

import org.jspecify.annotations.NullMarked;
