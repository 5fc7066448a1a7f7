@NullMarked
package io.sangam.deals;

import org.jspecify.annotations.NullMarked;
