internal import Glibc

/// close(2), under a name that does not clash with methods of the same name.
func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

/// Puts a directory that was listed back to its first name.
func rewindDirectory(_ descriptor: Int32) { _ = lseek(descriptor, 0, SEEK_SET) }
