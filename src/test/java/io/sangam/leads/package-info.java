@NullMarked
package io.sangam.leads;

import org.jspecify.annotations.NullMarked;
