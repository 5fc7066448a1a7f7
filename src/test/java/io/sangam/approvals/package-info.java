@NullMarked
package io.sangam.approvals;

import org.jspecify.annotations.NullMarked;
