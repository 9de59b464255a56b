"""What sets findings aside, each time with a reason: ignores in the copy, a baseline, a diff."""
