public import CaseModel

/// `/var/lib/dpkg/info/PACKAGE.md5sums`: `MD5`, two blanks, path without the slash in front.
public enum DpkgMD5Sums {
  /// Hands over the files one by one.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - package: The package it belongs to.
  ///   - body: Called for each file, in order.
  /// - Returns: Lines of another form, which were skipped.
  @discardableResult
  public static func parse(_ bytes: [UInt8], package: HostString, _ body: (PackagedFile) -> Void) -> Int {
    var skipped = 0
    for line in ByteLines(bytes, lengthLimit: 8192) where !line.bytes.isEmpty {
      let hex = line.bytes.prefix(32)
      let rest = line.bytes.dropFirst(32)
      guard hex.count == 32, let digest = Hexadecimal.bytes(hex), rest.hasPrefix("  "), !line.isCut,
        let path = PackagedFile.absolute(rest.dropFirst(2))
      else {
        skipped += 1
        continue
      }
      body(PackagedFile(package: package, path: path, digest: digest))
    }
    return skipped
  }
}

/// `/var/lib/dpkg/info/PACKAGE.list`: every path that the package owns, one a line, `/.` for the root.
public enum DpkgFileList {
  /// Hands over the paths one by one.
  public static func parse(_ bytes: [UInt8], _ body: (HostString) -> Void) {
    for line in ByteLines(bytes, lengthLimit: 8192) where line.bytes.first == UInt8(ascii: "/") && !line.isCut {
      if !line.bytes.equals("/.") { body(line.bytes.hostString) }
    }
  }

  /// The package's name by the name of its `.list`, `.md5sums` or script file, without `:ARCHITECTURE`.
  public static func package(ofInfoFile path: HostString) -> HostString {
    let bytes = Array(path.lastComponent.utf8)[...]
    let stem = bytes.lastIndex(of: UInt8(ascii: ".")).map { bytes[..<$0] } ?? bytes
    return stem.prefix { $0 != UInt8(ascii: ":") }.hostString
  }
}
