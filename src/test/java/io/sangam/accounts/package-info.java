@NullMarked
package io.sangam.accounts;

import org.jspecify.annotations.NullMarked;
