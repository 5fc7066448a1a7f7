@NullMarked
package io.sangam.tenancy;

import org.jspecify.annotations.NullMarked;
