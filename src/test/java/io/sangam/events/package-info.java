@NullMarked
package io.sangam.events;

import org.jspecify.annotations.NullMarked;
