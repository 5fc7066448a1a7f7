@NullMarked
package io.sangam.tickets;

import org.jspecify.annotations.NullMarked;
