"""Seeds: the texts that quotations trace to, and what is known about them."""
