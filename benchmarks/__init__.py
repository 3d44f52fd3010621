"""Speed and memory, each measured against something in the same run, since machines differ and are noisy."""
