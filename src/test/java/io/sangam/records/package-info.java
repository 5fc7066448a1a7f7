@NullMarked
package io.sangam.records;

import org.jspecify.annotations.NullMarked;
