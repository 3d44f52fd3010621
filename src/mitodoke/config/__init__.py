"""How the site is put together: settings, addresses, and the two doors for web servers."""
