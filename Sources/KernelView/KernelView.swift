internal import MemoryImage
