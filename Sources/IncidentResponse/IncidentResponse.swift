// The workflows of a response; the cloud stands behind protocols.
