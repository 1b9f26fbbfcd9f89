// Signature Version 4 and credentials.
