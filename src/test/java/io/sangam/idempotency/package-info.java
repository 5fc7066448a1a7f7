@NullMarked
package io.sangam.idempotency;

import org.jspecify.annotations.NullMarked;
