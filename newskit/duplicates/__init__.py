"""Which articles are the same text: candidates, verification, groups, the kept one."""
