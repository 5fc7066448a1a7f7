@NullMarked
package io.sangam.operations;

import org.jspecify.annotations.NullMarked;
