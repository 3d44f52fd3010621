"""Mail of the desk: what is told to whom, the outbox, and links that open a part of a round."""
