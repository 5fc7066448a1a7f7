@NullMarked
package io.sangam.audit;

import org.jspecify.annotations.NullMarked;
