// HTTP below the clients.
