@NullMarked
package io.sangam.sso;

import org.jspecify.annotations.NullMarked;
