@NullMarked
package io.sangam.notifications;

import org.jspecify.annotations.NullMarked;
