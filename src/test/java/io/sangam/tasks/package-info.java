@NullMarked
package io.sangam.tasks;

import org.jspecify.annotations.NullMarked;
